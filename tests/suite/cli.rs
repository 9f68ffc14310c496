//! The real binary, in an empty environment and a folder of its own: what a person types,
//! what is written where, what is said, and how the run ends.

mod catalog;
mod check;
mod commands;
mod diagnose;
mod faults;
mod finality;
mod generate;
mod import;
mod input;
mod messages;
mod output;
mod overlay;
mod reproducible;
#[cfg(feature = "serve")]
mod serve;
mod sheets;
mod text;
#[cfg(not(feature = "serve"))]
mod unserved;
mod usage;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_balju");

/// The least that selects requirements.
const SMALL: &str = r#"{ "project": { "name": "민원 포털 구축" }, "api_gateway": {} }"#;

/// What a run left behind.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the run ends by itself, not by a signal"),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// The run, which must have ended well.
    #[track_caller]
    fn well(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.err);
        self
    }

    /// The run, which must have failed with this in what it said, and nothing on standard output.
    #[track_caller]
    fn failed(self, said: &str) -> Self {
        assert_eq!(self.code, 2, "{}\n{}", self.out, self.err);
        assert!(self.err.contains(said), "no {said:?} in:\n{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert_eq!(self.out, "");
        self
    }

    /// The diagnostics of a run with `--message-format json`.
    #[track_caller]
    fn messages(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON object: {line}"));
        self.err.lines().map(read).collect()
    }

    /// The codes of mistakes and warnings, without what a run tells at its end.
    #[track_caller]
    fn codes(&self) -> Vec<String> {
        self.messages()
            .iter()
            .filter(|message| message["severity"] != "info")
            .map(|message| message["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A folder to work in.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with [`SMALL`] as `p.json`.
    fn small() -> Self {
        let desk = Self::new();
        desk.put("p.json", SMALL);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, its folders too.
    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    #[track_caller]
    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of all that is in the folder, hidden or not.
    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap().map(|item| item.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        command_in(self.0.path(), arguments)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Runs with text on standard input.
    fn run_on(&self, input: &[u8], arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A run that refuses its arguments does not read.
        let _ = child.stdin.take().unwrap().write_all(input);
        Run::of(child.wait_with_output().unwrap())
    }

    /// Runs `p.json` with this text.
    fn run_profile(&self, profile: impl AsRef<[u8]>, more: &[&str]) -> Run {
        self.run_profile_with("generate", profile, more)
    }

    /// A command over a profile given as text, which becomes `p.json`.
    fn run_profile_with(&self, command: &str, profile: impl AsRef<[u8]>, more: &[&str]) -> Run {
        self.put("p.json", profile);
        self.run(&[&[command, "p.json"], more].concat())
    }

    /// The document of `p.json` as JSON.
    #[track_caller]
    fn document(&self, more: &[&str]) -> Value {
        let run = self.run(&[&["generate", "p.json", "-f", "json"], more].concat()).well();
        serde_json::from_str(&run.out).unwrap()
    }
}

fn command_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.env_clear().current_dir(folder).stdin(Stdio::null()).args(arguments);
    command
}

/// Names of the built-in examples.
fn examples() -> Vec<String> {
    let list = Desk::new().run(&["init"]).well().out;
    let names: Vec<String> =
        list.lines().filter_map(|line| Some(line.strip_prefix("  ")?.split_once(" — ")?.0.to_owned())).collect();
    assert!(!names.is_empty(), "{list}");
    names
}
