//! Font files for a PDF: those of the folders asked for, then the system's.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use balju::Format;
use balju::diagnostic::Diagnostic;

use super::files::reason;

/// Extensions of font files.
const EXTENSIONS: [&str; 3] = ["ttf", "otf", "ttc"];
/// How the names begin of fonts that set Korean text well, best first.
const USUAL: [&str; 7] =
    ["pretendard", "malgun", "applesdgothicneo", "notosanscjk", "notosanskr", "nanumgothic", "nanumbarungothic"];
/// The most fonts that are read, and their bytes in all.
const MOST: (usize, u64) = (160, 512 * 1024 * 1024);
/// Folders inside folders that are followed; a loop of links ends here.
const DEPTH: usize = 6;

/// Where fonts are.
#[derive(clap::Args)]
#[command(next_help_heading = "옵션")]
pub(super) struct FontFolders {
    /// PDF에 쓸 글꼴(TTF, OTF, TTC)이 있는 폴더 (여러 번 쓸 수 있음). 없으면 시스템의 글꼴에서 찾음
    #[arg(long = "font-dir", value_name = "폴더")]
    folders: Vec<PathBuf>,
}

impl FontFolders {
    /// The fonts that the outputs need: none where none is a PDF.
    pub(super) fn read<P>(&self, outputs: &[(P, Format)]) -> Result<Vec<Vec<u8>>, Diagnostic> {
        if !cfg!(feature = "pdf") || !outputs.iter().any(|(_, format)| *format == Format::Pdf) {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for folder in &self.folders {
            let failed = |error| {
                let shown = folder.display();
                Diagnostic::error("read", format!("`{shown}` 글꼴 폴더를 읽을 수 없습니다: {}", reason(&error)))
                    .hint("폴더 이름과 읽기 권한을 확인하세요")
            };
            fs::read_dir(folder).map_err(failed)?;
            paths.extend(fonts_in(folder));
        }
        let mut system: Vec<PathBuf> = system_folders().iter().flat_map(|folder| fonts_in(folder)).collect();
        system.sort_by_cached_key(|path| (rank(path), path.clone()));
        paths.extend(system);
        Ok(contents(&paths))
    }
}

/// What the files hold, as far as it may be: one that cannot be read is left out.
fn contents(paths: &[PathBuf]) -> Vec<Vec<u8>> {
    let (most, mut room) = MOST;
    let mut out = Vec::new();
    for path in paths {
        let Ok(file) = File::open(path) else { continue };
        let mut bytes = Vec::new();
        let is_whole = file.take(room).read_to_end(&mut bytes).is_ok() && (bytes.len() as u64) < room;
        if !is_whole {
            continue;
        }
        room -= bytes.len() as u64;
        out.push(bytes);
        if out.len() == most {
            break;
        }
    }
    out
}

/// The place of a font among the system's.
fn rank(path: &Path) -> usize {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase().replace(['-', ' ', '_'], "");
    USUAL.iter().position(|usual| name.starts_with(usual)).unwrap_or(USUAL.len())
}

/// Font files in a folder and those below it, in order of name.
fn fonts_in(folder: &Path) -> Vec<PathBuf> {
    fn list(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) {
        let Ok(items) = fs::read_dir(folder) else { return };
        for path in items.flatten().map(|item| item.path()) {
            let is_font =
                |extension: &std::ffi::OsStr| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
            if path.is_dir() {
                if depth > 0 {
                    list(&path, depth - 1, out);
                }
            } else if path.extension().is_some_and(is_font) && path.is_file() {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    list(folder, DEPTH, &mut out);
    out.sort();
    out
}

/// Where the system and its user keep fonts.
fn system_folders() -> Vec<PathBuf> {
    let of = |variable: &str, below: &str| std::env::var_os(variable).map(|folder| Path::new(&folder).join(below));
    if cfg!(target_os = "windows") {
        let user = of("LOCALAPPDATA", "Microsoft/Windows/Fonts");
        of("SystemRoot", "Fonts").into_iter().chain(user).collect()
    } else if cfg!(target_os = "macos") {
        let all = ["/System/Library/Fonts", "/Library/Fonts"].map(PathBuf::from);
        all.into_iter().chain(of("HOME", "Library/Fonts")).collect()
    } else {
        let all = ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from);
        all.into_iter().chain(of("HOME", ".local/share/fonts")).chain(of("HOME", ".fonts")).collect()
    }
}
