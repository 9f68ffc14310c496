//! The only file that knows the file system.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::profile::{MAX_BYTES, decode, decode_text};
use encoding_rs::{EUC_KR, Encoding};

/// The largest document that is read, in bytes.
const MAX_DOCUMENT: usize = 128 * 1024 * 1024;

/// Reads a text file, or standard input for `-`.
pub(super) fn read_text(path: &Path) -> Result<String, Diagnostic> {
    decode(&read_bytes(path, MAX_BYTES)?).map_err(|fault| fault.file(path.display().to_string()))
}

/// A document as text, and how its file holds it.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Whether a UTF-8 byte order mark stands before it.
    pub(super) marked: bool,
    /// Whether the file is UTF-8; only such a file can be written back.
    pub(super) is_utf8: bool,
}

/// Reads the bytes of a document, which may be longer than a profile.
pub(super) fn read_document(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let bytes = read_bytes(path, MAX_DOCUMENT)?;
    let name = path.display().to_string();
    if bytes.len() > MAX_DOCUMENT {
        let limit = MAX_DOCUMENT / (1024 * 1024);
        return Err(Diagnostic::error("too-large", format!("`{name}`: 문서가 너무 큽니다. {limit}MiB까지 읽습니다"))
            .hint("그림을 뺀 문서로 저장하거나 장별로 나누어 점검하세요"));
    }
    Ok(bytes)
}

/// A document's bytes as text, in an encoding of older programs too.
pub(super) fn decode_document(bytes: &[u8], name: &str) -> Result<Decoded, Diagnostic> {
    match (decode_text(bytes), older(bytes)) {
        (Ok(text), _) => Ok(Decoded { text, marked: bytes.starts_with(BYTE_ORDER_MARK.as_bytes()), is_utf8: true }),
        (Err(_), Some(text)) => Ok(Decoded { text, marked: false, is_utf8: false }),
        (Err(fault), None) => Err(fault.file(name)),
    }
}

/// Text in UTF-16 with its mark or in CP949, as Word and 한글 have long saved pages; nothing when it is neither.
fn older(bytes: &[u8]) -> Option<String> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (EUC_KR, bytes),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(body)?;
    (!text.contains('\0')).then(|| text.into_owned())
}

/// Stands before the text of some files.
pub(super) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The bytes of a file or of standard input, one more than the limit at most.
fn read_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Diagnostic> {
    let name = path.display();
    let failed = |error: &io::Error| {
        Diagnostic::error("read", format!("`{name}` 파일을 읽을 수 없습니다: {}", reason(error)))
            .hint("파일 이름과 폴더, 읽기 권한을 확인하세요")
    };
    let limit = limit as u64 + 1;
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    }
    Ok(bytes)
}

/// Texts of the files below a folder, by name with `/`, in order of name.
pub(super) fn read_folder(root: &Path) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let mut names = Vec::new();
    list(root, root, &mut names, 0).map_err(|(path, error)| {
        let name = path.display();
        vec![
            Diagnostic::error("read", format!("`{name}` 폴더를 읽을 수 없습니다: {}", reason(&error)))
                .hint("폴더 이름과 읽기 권한을 확인하세요"),
        ]
    })?;
    names.sort();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for name in names {
        match read_text(&root.join(&name)) {
            Ok(text) => files.push((name.to_string_lossy().replace('\\', "/"), text)),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// Folders inside folders that are followed; a loop of links ends here.
const DEPTH: usize = 8;

fn list(root: &Path, folder: &Path, names: &mut Vec<PathBuf>, depth: usize) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (folder.to_path_buf(), error);
    for item in fs::read_dir(folder).map_err(failed)? {
        let path = item.map_err(failed)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            if depth < DEPTH {
                list(root, &path, names, depth + 1)?;
            }
        } else if path
            .extension()
            .is_some_and(|ext| ["md", "toml", "html", "css", "js"].iter().any(|known| ext == *known))
            && let Ok(name) = path.strip_prefix(root)
        {
            names.push(name.to_path_buf());
        }
    }
    Ok(())
}

/// Writes a file whole or not at all: what was there stays until the new one is complete.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    stage(path, bytes)?.commit()
}

/// Bytes that wait to take their place; dropped, they leave nothing behind.
pub(super) struct Staged<'b> {
    /// As the user wrote it.
    path: PathBuf,
    place: Place<'b>,
}

enum Place<'b> {
    /// A complete file beside its target.
    File { file: tempfile::NamedTempFile, target: PathBuf },
    /// A device or a named pipe, which takes bytes as they come.
    Device(&'b [u8]),
}

/// Prepares a file; its target is not touched yet.
pub(super) fn stage<'b>(path: &Path, bytes: &'b [u8]) -> Result<Staged<'b>, Diagnostic> {
    let failed = |error: &io::Error| unwritten(path, error);
    let staged = |place| Ok(Staged { path: path.to_path_buf(), place });
    let (target, permissions) = match fs::metadata(path) {
        Ok(data) if data.is_dir() => {
            return Err(Diagnostic::error("write", format!("`{}`: 파일이 아니라 폴더입니다", path.display()))
                .hint("폴더 안의 파일 이름을 적으세요. 예: -o 문서/rfp.html"));
        }
        Ok(data) if !data.is_file() => return staged(Place::Device(bytes)),
        Ok(data) if data.permissions().readonly() => {
            return Err(Diagnostic::error("write", format!("`{}`: 읽기 전용 파일입니다", path.display()))
                .hint("읽기 전용을 풀거나 다른 이름을 쓰세요"));
        }
        // A link is followed, so that it stays a link.
        Ok(data) => (fs::canonicalize(path).map_err(|error| failed(&error))?, Some(data.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (end_of_links(path), None),
        Err(error) => return Err(failed(&error)),
    };
    let write = || -> io::Result<tempfile::NamedTempFile> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = new_file_in(folder)?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            fs::set_permissions(file.path(), permissions)?;
        }
        file.as_file().sync_all()?;
        Ok(file)
    };
    let file = write().map_err(|error| failed(&error))?;
    staged(Place::File { file, target })
}

impl Staged<'_> {
    /// Lets the bytes take their place.
    pub(super) fn commit(self) -> Result<(), Diagnostic> {
        let done = match self.place {
            Place::File { file, target } => file.persist(target).map(drop).map_err(|error| error.error),
            Place::Device(bytes) => {
                fs::OpenOptions::new().write(true).open(&self.path).and_then(|mut device| device.write_all(bytes))
            }
        };
        done.map_err(|error| unwritten(&self.path, &error))
    }
}

/// Makes a folder, and those above it, unless it is there.
pub(super) fn make_folder(path: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(path).map_err(|error| {
        Diagnostic::error("write", format!("`{}` 폴더를 만들 수 없습니다: {}", path.display(), reason(&error)))
            .hint("같은 이름의 파일이 있는지, 쓰기 권한이 있는지 확인하세요")
    })
}

/// Whether two paths lead to one file.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

/// Links that are followed to a file that is not there yet.
const LINKS: usize = 8;

fn end_of_links(path: &Path) -> PathBuf {
    let mut end = path.to_path_buf();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&end) else { break };
        end = end.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    end
}

fn unwritten(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("write", format!("`{}` 파일에 쓸 수 없습니다: {}", path.display(), reason(error)))
        .hint("폴더가 있는지, 쓰기 권한과 남은 공간이 있는지, 다른 프로그램에서 열려 있지 않은지 확인하세요. 기존 파일은 그대로입니다")
}

#[cfg(unix)]
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // As any new file: the process's mask takes away what it must.
    tempfile::Builder::new().prefix(".balju-").permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".balju-").tempfile_in(folder)
}

/// What the system said, in Korean where it is one of the usual things.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "파일이나 폴더가 없습니다".to_owned(),
        io::ErrorKind::PermissionDenied => "권한이 없습니다".to_owned(),
        io::ErrorKind::IsADirectory => "파일이 아니라 폴더입니다".to_owned(),
        io::ErrorKind::NotADirectory => "폴더가 아닙니다".to_owned(),
        io::ErrorKind::StorageFull => "저장 공간이 가득 찼습니다".to_owned(),
        io::ErrorKind::QuotaExceeded => "쓸 수 있는 저장 공간을 다 썼습니다".to_owned(),
        io::ErrorKind::FileTooLarge => "파일 크기 제한을 넘었습니다".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "읽기 전용 저장 장치입니다".to_owned(),
        io::ErrorKind::InvalidFilename => "쓸 수 없는 파일 이름입니다".to_owned(),
        io::ErrorKind::AlreadyExists => "같은 이름의 파일이 이미 있습니다".to_owned(),
        io::ErrorKind::TimedOut => "응답이 없습니다".to_owned(),
        // `FilesystemLoop` is not stable yet: ELOOP of Linux.
        _ if cfg!(target_os = "linux") && error.raw_os_error() == Some(40) => {
            "바로 가기가 서로를 가리켜 끝이 없습니다".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Whether a profile stands in a file: no output may take its place.
pub(super) fn is_profile(path: &Path) -> bool {
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let value = || serde_json::from_str::<serde_json::Value>(&read_text(path).ok()?).ok();
    is_json && value().is_some_and(|value| value["project"].is_object() && value["requirements"].as_array().is_none())
}
