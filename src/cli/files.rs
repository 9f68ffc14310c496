//! The only file that knows the file system.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::profile::{MAX_BYTES, decode};

/// Reads a text file, or standard input for `-`.
pub(super) fn read_text(path: &Path) -> Result<String, Diagnostic> {
    let name = path.display().to_string();
    let failed = |error: &io::Error| {
        Diagnostic::error("read", format!("`{name}` 파일을 읽을 수 없습니다: {}", reason(error)))
            .hint("파일 이름과 폴더, 읽기 권한을 확인하세요")
    };
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    }
    decode(&bytes).map_err(|fault| fault.file(name))
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
        } else if path.extension().is_some_and(|ext| ["md", "toml", "html", "css"].iter().any(|known| ext == *known))
            && let Ok(name) = path.strip_prefix(root)
        {
            names.push(name.to_path_buf());
        }
    }
    Ok(())
}

/// Writes a file whole or not at all: what was there stays until the new one is complete.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let name = path.display().to_string();
    let failed = |error: &io::Error| {
        Diagnostic::error("write", format!("`{name}` 파일에 쓸 수 없습니다: {}", reason(error)))
            .hint("폴더가 있는지, 쓰기 권한과 남은 공간이 있는지, 다른 프로그램에서 열려 있지 않은지 확인하세요. 기존 파일은 그대로입니다")
    };
    // A link is followed, so that it stays a link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(&target) {
        Ok(data) if data.is_dir() => {
            return Err(Diagnostic::error("write", format!("`{name}`: 파일이 아니라 폴더입니다"))
                .hint("폴더 안의 파일 이름을 적으세요. 예: -o 문서/rfp.html"));
        }
        Ok(data) if !data.is_file() => {
            // A device or a named pipe takes bytes as they come.
            return fs::OpenOptions::new()
                .write(true)
                .open(&target)
                .and_then(|mut device| device.write_all(bytes))
                .map_err(|error| failed(&error));
        }
        Ok(data) if data.permissions().readonly() => {
            return Err(Diagnostic::error("write", format!("`{name}`: 읽기 전용 파일입니다"))
                .hint("읽기 전용을 풀거나 다른 이름을 쓰세요"));
        }
        _ => {}
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut file = new_file_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if let Ok(data) = fs::metadata(&target) {
            fs::set_permissions(file.path(), data.permissions())?;
        }
        file.persist(&target).map(drop).map_err(|error| error.error)
    };
    write().map_err(|error| failed(&error))
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
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "파일이나 폴더가 없습니다".to_owned(),
        io::ErrorKind::PermissionDenied => "권한이 없습니다".to_owned(),
        io::ErrorKind::IsADirectory => "파일이 아니라 폴더입니다".to_owned(),
        io::ErrorKind::NotADirectory => "폴더가 아닙니다".to_owned(),
        io::ErrorKind::StorageFull => "저장 공간이 가득 찼습니다".to_owned(),
        io::ErrorKind::InvalidFilename => "쓸 수 없는 파일 이름입니다".to_owned(),
        _ => error.to_string(),
    }
}
