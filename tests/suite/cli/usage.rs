//! The command line itself: help and mistakes in Korean, exit codes.

use super::Desk;

const COMMANDS: [&[&str]; 10] = [
    &[],
    &["init"],
    &["generate"],
    &["explain"],
    &["catalog"],
    &["catalog", "list"],
    &["catalog", "show"],
    &["catalog", "check"],
    &["schema"],
    &["completions"],
];

#[test]
fn the_help_of_every_command_is_korean() {
    let desk = Desk::new();
    for command in COMMANDS {
        for flag in ["--help", "-h"] {
            let run = desk.run(&[command, &[flag]].concat()).well();
            assert_eq!(run.err, "");
            assert!(run.out.contains("사용법: balju ") && run.out.contains("옵션:\n"), "{}", run.out);
            assert!(run.out.ends_with('\n') && !run.out.ends_with("\n\n"), "{:?}", run.out);
            for english in
                ["Usage", "Options", "Arguments", "Commands", "Print", "Possible", "values", "default", "Drawn", "[env"]
            {
                assert!(!run.out.contains(english), "{command:?} says {english:?}:\n{}", run.out);
            }
            let described = |line: &str| line.chars().any(|c| matches!(c, '가'..='힣')) || line.contains("bash, zsh");
            for line in run.out.lines().filter(|line| line.starts_with("  ")) {
                assert!(described(line), "{command:?}: no Korean in {line:?}");
            }
        }
    }
}

#[test]
fn help_names_every_command_and_exit_code() {
    let help = Desk::new().run(&["--help"]).well().out;
    for word in ["init", "generate", "explain", "catalog", "schema", "completions", "0 정상", "1 점검", "2 오류"]
    {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn arguments_are_shown_in_the_order_they_are_typed() {
    let help = Desk::new().run(&["explain", "--help"]).well().out;
    let arguments = help.split("옵션:").next().unwrap();
    assert!(arguments.rfind("<프로필>") < arguments.rfind("[ID]"), "{help}");
}

#[test]
fn the_version_is_one_line() {
    let run = Desk::new().run(&["--version"]).well();
    assert_eq!(run.out, format!("balju {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(Desk::new().run(&["-V"]).well().out, run.out);
}

#[test]
fn mistakes_on_the_command_line_are_said_in_korean() {
    let desk = Desk::small();
    for (arguments, said) in [
        (&[][..], "명령을 적어야 합니다"),
        (&["catalog"], "명령을 적어야 합니다"),
        (&["genrate"], "가장 가까운 이름: `generate`"),
        (&["help"], "`help`: 없는 명령입니다"),
        (&["generate"], "다음을 함께 적어야 합니다: <프로필>"),
        (&["generate", ""], "`<프로필>`: 값이 필요합니다"),
        (&["generate", "p.json", "x"], "`x`: 없는 옵션이거나 여기에 쓸 수 없는 값입니다"),
        (&["generate", "p.json", "--outptu", "x"], "가장 가까운 이름: `--output`"),
        (&["generate", "p.json", "-o"], "`--output <파일>`: 값이 필요합니다"),
        (&["generate", "p.json", "--layout", "full", "--layout", "short"], "한 번만 쓰거나"),
        (&["generate", "p.json", "--final", "--final"], "`--final`: 한 번만 쓰거나"),
        (&["generate", "p.json", "--final=yes"], "[usage]"),
        (&["--message-format", "xml", "schema"], "쓸 수 있는 값: text, json"),
        (&["completions"], "<셸>"),
        (&["completions", "tcsh"], "쓸 수 없는 값입니다: `tcsh`"),
        (&["catalog", "show"], "<ID>"),
        (&["catalog", "chekc"], "가장 가까운 이름: `check`"),
    ] {
        let run = desk.run(arguments).failed(said).failed("[usage]").failed("balju --help");
        for english in ["error:", "Usage", "For more information", "tip:", "unexpected", "required"] {
            assert!(!run.err.contains(english), "{arguments:?}: {}", run.err);
        }
    }
    assert_eq!(desk.names(), ["p.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn bytes_that_are_no_utf8_on_the_command_line_do_no_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::small();
    let odd = OsStr::from_bytes(b"\xB9\xCE.md");
    let run = super::Run::of(desk.command(&["generate", "p.json", "-o"]).arg(odd).output().unwrap()).well();
    assert_eq!(run.out, "");
    assert_eq!(desk.names().len(), 2);
    let run = super::Run::of(desk.command(&["generate", "p.json", "--layout"]).arg(odd).output().unwrap());
    run.failed("UTF-8이 아닌 글자");
}

#[test]
fn a_name_that_begins_with_a_dash_can_be_given_after_two_dashes() {
    let desk = Desk::new();
    desk.put("-p.json", super::SMALL);
    desk.run(&["generate", "--", "-p.json"]).well();
}
