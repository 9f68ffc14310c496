//! Files are written whole or not at all: what was there stays whatever happens.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{BINARY, Desk, Run, SMALL};

const OLD: &str = "어제의 문서\n";

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// A run in a shell that first sets something up; only what the shell has built in.
fn shell(desk: &Desk, first: &str, arguments: &[&str]) -> Output {
    let script = format!("{first}; exec \"$@\"");
    let mut command = Command::new("/bin/sh");
    command.env_clear().current_dir(desk.0.path()).stdin(Stdio::null());
    command.args(["-c", &script, "sh", BINARY]).args(arguments).output().unwrap()
}

/// A desk with `p.json` and an old `a.md`, the whole of which must still be there after `run`.
#[track_caller]
fn leaves_the_old_file(profile: &str, arguments: &[&str]) -> Run {
    let desk = Desk::new();
    desk.put("p.json", profile);
    desk.put("a.md", OLD);
    let run = desk.run(arguments);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(desk.read("a.md"), OLD, "{arguments:?}");
    assert_eq!(desk.names(), ["a.md", "p.json"], "nothing is left behind: {arguments:?}");
    run
}

#[test]
fn an_existing_file_is_replaced_as_a_whole() {
    let desk = Desk::small();
    desk.put("a.md", "가".repeat(1_000_000));
    desk.run(&["generate", "p.json", "-o", "a.md"]).well();
    assert_eq!(desk.read("a.md"), desk.run(&["generate", "p.json"]).well().out);
    assert_eq!(desk.names(), ["a.md", "p.json"]);
}

#[test]
fn whoever_reads_the_old_file_reads_it_to_its_end() {
    let desk = Desk::small();
    desk.put("a.md", OLD);
    let mut open = fs::File::open(desk.path("a.md")).unwrap();
    desk.run(&["generate", "p.json", "-o", "a.md"]).well();
    let mut read = String::new();
    open.read_to_string(&mut read).unwrap();
    assert_eq!(read, OLD, "the new file takes the name; the old one is not written into");
}

#[test]
fn an_existing_file_outlives_every_failure() {
    let small = |more: &[&'static str]| [&["generate", "p.json", "-o", "a.md"], more].concat();
    leaves_the_old_file("{", &small(&[]));
    leaves_the_old_file("{}", &small(&[]));
    leaves_the_old_file(r#"{ "project": { "grade": 9 } }"#, &small(&[]));
    leaves_the_old_file(r#"{ "api_gateway": { "token_minutes": 9999999 } }"#, &small(&[]));
    leaves_the_old_file(SMALL, &small(&["-f", "pdf", "--font-dir", "없음"]));
    leaves_the_old_file(SMALL, &small(&["--part", "x"]));
    leaves_the_old_file(SMALL, &small(&["--layout", "x"]));
    leaves_the_old_file(SMALL, &small(&["--final"]));
    leaves_the_old_file(SMALL, &small(&["--catalog", "없음"]));
    leaves_the_old_file(SMALL, &small(&["--templates", "없음"]));
    leaves_the_old_file(SMALL, &small(&["-o", "noext"]));
    leaves_the_old_file(SMALL, &small(&["--no-such-option"]));
    leaves_the_old_file(SMALL, &["generate", "없음.json", "-o", "a.md"]);
}

#[test]
fn of_several_files_all_are_written_or_none() {
    let desk = Desk::small();
    desk.put("a.md", OLD);
    desk.run(&["generate", "p.json", "-o", "a.md", "-o", "없음/b.html"]).failed("`없음/b.html` 파일에 쓸 수 없습니다");
    desk.run(&["generate", "p.json", "-o", "-", "-o", "a.md", "-o", "없음/b.html"]).failed("없음");
    assert_eq!(desk.read("a.md"), OLD);
    assert_eq!(desk.names(), ["a.md", "p.json"]);
}

#[test]
fn a_folder_is_no_target() {
    let desk = Desk::small();
    desk.put("d.md/x", OLD);
    desk.run(&["generate", "p.json", "-o", "d.md"])
        .failed("`d.md`: 파일이 아니라 폴더입니다")
        .failed("예: -o 문서/rfp.html");
    desk.run(&["schema", "-o", "d.md"]).failed("폴더입니다");
    assert_eq!(desk.read("d.md/x"), OLD);
}

#[test]
fn a_missing_folder_is_named_and_not_made() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "없음/a.md"])
        .failed("`없음/a.md` 파일에 쓸 수 없습니다: 파일이나 폴더가 없습니다");
    desk.run(&["generate", "p.json", "-o", "p.json/a.md"]).failed("폴더가 아닙니다");
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn a_read_only_file_stays_as_it_is() {
    let desk = Desk::small();
    desk.put("a.md", OLD);
    fs::set_permissions(desk.path("a.md"), fs::Permissions::from_mode(0o444)).unwrap();
    desk.run(&["generate", "p.json", "-o", "a.md"]).failed("`a.md`: 읽기 전용 파일입니다");
    assert_eq!(desk.read("a.md"), OLD);
    assert_eq!(mode(&desk.path("a.md")), 0o444);
}

#[test]
fn a_folder_nobody_may_write_to_is_an_error_also_for_root() {
    Desk::small().run(&["generate", "p.json", "-o", "/proc/a.md"]).failed("`/proc/a.md` 파일에 쓸 수 없습니다");
}

#[test]
fn a_link_stays_a_link_and_its_target_is_replaced() {
    let desk = Desk::small();
    desk.put("docs/real.md", OLD);
    symlink("docs/real.md", desk.path("a.md")).unwrap();
    symlink("a.md", desk.path("b.md")).unwrap();
    desk.run(&["generate", "p.json", "-o", "b.md"]).well();
    for link in ["a.md", "b.md"] {
        assert!(fs::symlink_metadata(desk.path(link)).unwrap().is_symlink(), "{link}");
    }
    assert!(fs::symlink_metadata(desk.path("docs/real.md")).unwrap().is_file());
    assert!(desk.read("docs/real.md").starts_with("# 민원 포털"));
}

#[test]
fn a_link_to_a_file_that_is_not_there_yet_stays_a_link() {
    let desk = Desk::small();
    fs::create_dir(desk.path("docs")).unwrap();
    symlink("docs/new.md", desk.path("a.md")).unwrap();
    desk.run(&["generate", "p.json", "-o", "a.md"]).well();
    assert!(fs::symlink_metadata(desk.path("a.md")).unwrap().is_symlink());
    assert!(desk.read("docs/new.md").starts_with("# 민원 포털"));
}

#[test]
fn a_link_to_itself_is_an_error() {
    let desk = Desk::small();
    symlink("a.md", desk.path("a.md")).unwrap();
    desk.run(&["generate", "p.json", "-o", "a.md"]).failed("`a.md` 파일에 쓸 수 없습니다");
    assert!(fs::symlink_metadata(desk.path("a.md")).unwrap().is_symlink());
}

#[test]
fn a_named_pipe_takes_the_document_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let desk = Desk::small();
    let pipe = desk.path("a.md");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every Unix");
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    desk.run(&["generate", "p.json", "-o", "a.md"]).well();
    assert_eq!(reader.join().unwrap(), desk.run(&["generate", "p.json"]).well().out);
    assert!(fs::symlink_metadata(pipe).unwrap().file_type().is_fifo());
}

#[test]
fn the_permissions_of_an_existing_file_are_kept() {
    for wanted in [0o600, 0o640, 0o664, 0o755] {
        let desk = Desk::small();
        desk.put("a.md", OLD);
        fs::set_permissions(desk.path("a.md"), fs::Permissions::from_mode(wanted)).unwrap();
        desk.run(&["generate", "p.json", "-o", "a.md"]).well();
        assert_eq!(mode(&desk.path("a.md")), wanted, "{wanted:o}");
        assert_ne!(desk.read("a.md"), OLD);
    }
}

#[test]
fn the_mode_of_a_new_file_follows_the_mask() {
    for (mask, wanted) in [("000", 0o666), ("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        let desk = Desk::small();
        Run::of(shell(&desk, &format!("umask {mask}"), &["generate", "p.json", "-o", "a.md"])).well();
        assert_eq!(mode(&desk.path("a.md")), wanted, "{mask}");
    }
}

#[test]
fn a_name_of_255_bytes_works_and_one_of_256_is_refused() {
    let desk = Desk::small();
    let name = "가".repeat(84) + ".md";
    assert_eq!(name.len(), 255);
    desk.run(&["generate", "p.json", "-o", &name]).well();
    assert!(desk.read(&name).starts_with("# "));
    desk.run(&["generate", "p.json", "-o", &format!("a{name}")]).failed("쓸 수 없는 파일 이름입니다");
    assert_eq!(desk.names().len(), 2);
}

#[test]
fn a_full_device_is_an_error_with_a_message() {
    let desk = Desk::small();
    for arguments in
        [&["generate", "p.json"][..], &["schema"], &["init"], &["catalog", "list"], &["--help"], &["--version"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run = Run::of(desk.command(arguments).stdout(full).output().unwrap());
        run.failed("표준 출력에 쓸 수 없습니다: 저장 공간이 가득 찼습니다");
    }
    desk.run(&["generate", "p.json", "-f", "md", "-o", "/dev/full"]).failed("`/dev/full` 파일에 쓸 수 없습니다");
}

#[test]
fn a_full_standard_output_leaves_the_files_alone() {
    let desk = Desk::small();
    desk.put("a.md", OLD);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = desk.command(&["generate", "p.json", "-o", "a.md", "-o", "-"]).stdout(full).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(desk.read("a.md"), OLD);
    assert_eq!(desk.names(), ["a.md", "p.json"]);
}

/// Runs with a standard output that nobody reads any more.
fn unread(desk: &Desk, arguments: &[&str]) -> Run {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    Run::of(desk.command(arguments).stdout(writer).output().unwrap())
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let desk = Desk::small();
    for arguments in [
        &["schema"][..],
        &["init"],
        &["catalog", "list"],
        &["explain", "p.json"],
        &["--help"],
        &["completions", "bash"],
    ] {
        let run = unread(&desk, arguments).well();
        assert_eq!(run.err, "", "{arguments:?}");
    }
    let run = unread(&desk, &["generate", "p.json", "-f", "html"]).well();
    assert!(!run.err.contains("오류"), "{}", run.err);
}

#[test]
fn a_closed_pipe_does_not_keep_the_files_from_being_written() {
    let desk = Desk::small();
    unread(&desk, &["generate", "p.json", "-o", "-", "-o", "a.md"]).well();
    assert!(desk.read("a.md").starts_with("# 민원 포털"));
}

#[test]
fn a_reader_that_leaves_half_way_is_no_error() {
    let desk = Desk::small();
    let mut child = desk
        .command(&["generate", "p.json", "-f", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn a_disk_that_fills_half_way_leaves_the_old_file_and_nothing_else() {
    // The limit on the size of a file stands for a full disk: the signal ignored, the write fails part-way.
    let desk = Desk::small();
    desk.put("a.md", OLD);
    let whole = desk.run(&["generate", "p.json"]).well().out.len();
    let mut failures = 0;
    for blocks in [0, 1, 2, 4, 8, 16, 32] {
        if blocks * 512 >= whole {
            continue;
        }
        let first = format!("trap '' XFSZ; ulimit -f {blocks}");
        Run::of(shell(&desk, &first, &["generate", "p.json", "-o", "a.md"])).failed("파일 크기 제한을 넘었습니다");
        assert_eq!(desk.read("a.md"), OLD, "{blocks}");
        assert_eq!(desk.names(), ["a.md", "p.json"], "{blocks}");
        failures += 1;
    }
    assert!(failures >= 3, "a document of {whole} bytes is too small to fail part-way");
}

#[test]
fn a_run_killed_while_it_writes_leaves_the_old_file() {
    // Not ignored, the same limit kills the process in the middle of the write.
    let desk = Desk::small();
    desk.put("a.md", OLD);
    let output = shell(&desk, "ulimit -c 0; ulimit -f 1", &["generate", "p.json", "-o", "a.md"]);
    assert_eq!(output.status.code(), None, "the kill landed: {output:?}");
    assert_eq!(desk.read("a.md"), OLD);
}

#[test]
fn runs_at_once_on_one_file_leave_one_whole_document() {
    let desk = Desk::small();
    let whole = ["md", "html", "json"].map(|format| desk.run(&["generate", "p.json", "-f", format]).well().out);
    let start = |format| {
        let mut command = desk.command(&["generate", "p.json", "-o", "a.md", "-f", format]);
        command.stderr(Stdio::null()).spawn().unwrap()
    };
    let runs: Vec<_> = ["md", "html", "json"].into_iter().cycle().take(12).map(start).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    assert!(whole.contains(&desk.read("a.md")));
    assert_eq!(desk.names(), ["a.md", "p.json"]);
}

#[test]
fn a_run_that_nobody_listens_to_still_ends_as_it_should() {
    let desk = Desk::small();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let (reader, closed) = std::io::pipe().unwrap();
    drop(reader);
    let good = desk.command(&["generate", "p.json", "-o", "a.md"]).stderr(full()).status().unwrap();
    let bad = desk.command(&["generate", "없음.json"]).stderr(full()).status().unwrap();
    let unheard = desk.command(&["generate", "없음.json"]).stderr(closed).status().unwrap();
    assert_eq!([good.code(), bad.code(), unheard.code()], [Some(0), Some(2), Some(2)]);
    assert!(desk.read("a.md").starts_with("# 민원 포털"));
}

#[test]
fn no_output_takes_the_place_of_a_profile() {
    let desk = Desk::small();
    let other = r#"{ "project": { "name": "다른 사업" } }"#;
    desk.put("other.json", other);
    desk.run(&["generate", "p.json", "-o", "other.json"]).failed("`other.json`: 프로필 위에 문서를 쓸 수 없습니다");
    desk.run(&["schema", "-o", "other.json"]).failed("`other.json`: 프로필 위에 스키마를 쓸 수 없습니다");
    assert_eq!(desk.read("other.json"), other);
    // Their own earlier output is no profile.
    desk.run(&["generate", "p.json", "-o", "a.json"]).well();
    desk.run(&["generate", "p.json", "-o", "a.json"]).well();
    desk.run(&["schema", "-o", "s.json"]).well();
    desk.run(&["schema", "-o", "s.json"]).well();
}

#[test]
fn what_is_read_is_not_written_over() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "m.xlsx", "-o", "old.md"]).well();
    desk.put("answers.json", r#"{ "CSR-001": { "answer": "수용" } }"#);
    desk.run(&["issue", "p.json", "--state", "notice", "--date", "2026-12-01", "-o", "-"]).failed("no-file");
    desk.run(&["issue", "p.json", "--state", "notice", "--date", "2026-12-01"]).well();
    for (arguments, file) in [
        (&["diff", "m.xlsx", "p.json", "-o", "m.xlsx"][..], "m.xlsx"),
        (&["diff", "p.notice.json", "p.json", "-o", "p.notice.json"], "p.notice.json"),
        (&["generate", "p.json", "--against", "old.md", "-o", "old.md"], "old.md"),
        (&["generate", "p.json", "--answers", "answers.json", "-o", "answers.json"], "answers.json"),
        (&["import", "m.xlsx", "--answers", "-o", "m.xlsx"], "m.xlsx"),
        (&["import", "m.xlsx", "-o", "m.xlsx"], "m.xlsx"),
    ] {
        let before = fs::read(desk.path(file)).unwrap();
        desk.run(arguments).failed("overwrites-input");
        assert!(fs::read(desk.path(file)).unwrap() == before, "{arguments:?}");
    }
    desk.run(&["import", "m.xlsx", "--answers", "-o", "a.json", "-o", "b.json"]).failed("JSON 파일 하나");
    desk.put("empty.md", "# 제목\n\n글\n");
    desk.run(&["diff", "p.json", "empty.md"]).failed("no-requirements");
}
