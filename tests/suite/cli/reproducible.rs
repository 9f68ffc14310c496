//! The same input gives the same bytes, wherever and whenever.

use std::process::Command;

use super::{Desk, command_in, examples};

fn bytes(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn a_document_is_the_same_in_every_run_folder_time_zone_and_language() {
    for example in examples() {
        let desk = Desk::new();
        desk.run(&["init", &example, "-o", "p.json"]).well();
        desk.put("below/other", "");
        let path = desk.path("p.json");
        let path = path.to_str().unwrap();
        for format in ["md", "html", "json"] {
            let arguments = ["generate", path, "-f", format];
            let first = bytes(&mut desk.command(&["generate", "p.json", "-f", format]));
            assert!(first.len() > 1000);
            assert!(first == bytes(&mut desk.command(&arguments)), "again: {example} {format}");
            assert!(first == bytes(&mut command_in(&desk.path("below"), &arguments)), "elsewhere: {example} {format}");
            for (zone, language) in
                [("Asia/Seoul", "ko_KR.UTF-8"), ("America/Los_Angeles", "C"), ("UTC", "tr_TR.UTF-8")]
            {
                let mut command = desk.command(&arguments);
                command.env("TZ", zone).env("LANG", language).env("LC_ALL", language).env("HOME", "/nowhere");
                assert!(first == bytes(&mut command), "{zone} {language}: {example} {format}");
            }
        }
    }
}

#[test]
fn every_other_command_says_the_same_twice() {
    let desk = Desk::small();
    for arguments in [&["schema"][..], &["catalog", "list"], &["explain", "p.json"], &["init"], &["completions", "zsh"]]
    {
        assert!(bytes(&mut desk.command(arguments)) == bytes(&mut desk.command(arguments)), "{arguments:?}");
    }
}

#[test]
fn a_document_does_not_tell_where_it_was_made() {
    let desk = Desk::small();
    for format in ["md", "html", "json"] {
        let path = desk.path("p.json");
        let out = desk.run(&["generate", path.to_str().unwrap(), "-f", format]).well().out;
        assert!(!out.contains("/tmp") && !out.contains("p.json"), "{format}");
    }
}
