//! `balju serve` as a person starts and ends it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;

use super::Desk;

/// A server that runs, and the address that it said.
struct Running {
    child: Child,
    said: String,
    address: String,
}

impl Running {
    fn start(desk: &Desk, more: &[&str]) -> Self {
        let arguments = [&["serve", "--port", "0"], more].concat();
        let mut child = desk.command(&arguments).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        while !said.contains("http://") {
            assert_ne!(lines.read_line(&mut said).unwrap(), 0, "it ended: {said}");
        }
        let address = said.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, said, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_in_korean_where_it_is() {
    let running = Running::start(&Desk::new(), &[]);
    assert!(running.said.contains("브라우저에서 여세요") && running.said.contains("Ctrl+C"), "{}", running.said);
    assert!(running.address.starts_with("127.0.0.1:") && !running.address.ends_with(":0"), "{}", running.address);
    assert!(running.get("/").starts_with("HTTP/1.1 200 OK"));
    let other = Running::start(&Desk::new(), &["--message-format", "json"]);
    let message: serde_json::Value = serde_json::from_str(other.said.trim()).unwrap();
    assert_eq!(message["code"], "address");
    // Each run has a secret of its own.
    let token =
        |page: &str| page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (one, two) = (token(&running.get("/")), token(&other.get("/")));
    assert!(one.len() == 32 && two.len() == 32 && one != two);
}

#[test]
fn only_this_machine_reaches_it() {
    let running = Running::start(&Desk::new(), &[]);
    let port: u16 = running.address.rsplit(':').next().unwrap().parse().unwrap();
    // Every address of this machine but one is free to be bound.
    for address in ["127.0.0.2", "127.255.255.254"] {
        assert!(TcpStream::connect((address, port)).is_err(), "{address}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_well_on_an_interrupt() {
    let mut running = Running::start(&Desk::new(), &[]);
    // A page stays open, as a browser's does.
    let mut open = TcpStream::connect(&running.address).unwrap();
    write!(open, "GET / HTTP/1.1\r\nHost: {}\r\n\r\n", running.address).unwrap();
    let mut begun = [0; 12];
    open.read_exact(&mut begun).unwrap();
    let id = running.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_said_with_a_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = Desk::new().run(&["serve", "--port", &port]);
    run.failed("다른 프로그램이 쓰고 있습니다").failed("--port 0");
    Desk::new().run(&["serve", "--port", "70000"]).failed("--port");
    Desk::new().run(&["serve", "profile.json"]).failed("[usage]");
}

#[test]
fn folders_of_the_agencys_are_read_before_it_opens() {
    let desk = Desk::new();
    for option in ["--catalog", "--templates", "--rules", "--style"] {
        desk.run(&["serve", "--port", "0", option, "없는-폴더"]).failed("없는-폴더");
    }
    desk.put("look/style.css", "body { color: rebeccapurple }");
    desk.put("own/web/questions.toml", "unasked = 1\n");
    let running = Running::start(&desk, &["--style", "look"]);
    assert!(running.get("/frame").contains("rebeccapurple"));
    drop(running);
    desk.run(&["serve", "--port", "0", "--templates", "own"]).failed("questions.toml");
}
