//! The server at a real socket: what a router alone does not see.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use balju::web::{Desk, Limits, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{TOKEN, runtime, setup};

/// A server at a port of its own; it ends when it is dropped.
struct Served {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: Option<tokio::task::JoinHandle<()>>,
    runtime: tokio::runtime::Runtime,
}

impl Served {
    fn new(limits: Limits) -> Self {
        let runtime = runtime();
        let socket = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = socket.local_addr().unwrap();
        let desk = Arc::new(Desk::new(setup(address.port(), limits)).unwrap());
        let (stop, stopped) = oneshot::channel();
        let until = async {
            let _ = stopped.await;
        };
        let ended = runtime.spawn(serve(socket, desk, until));
        Self { address, stop: Some(stop), ended: Some(ended), runtime }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// What comes back for bytes, until the connection ends.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        rest(&mut stream)
    }

    fn post(&self, headers: &str, body: &str) -> String {
        let host = self.address;
        self.raw(
            format!(
                "POST /preview HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n\r\n{body}"
            )
            .as_bytes(),
        )
    }

    fn get(&self) -> String {
        self.raw(format!("GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).as_bytes())
    }

    fn end(&mut self) -> Duration {
        let begun = Instant::now();
        drop(self.stop.take());
        self.runtime.block_on(self.ended.take().unwrap()).unwrap();
        begun.elapsed()
    }
}

fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

fn quick() -> Limits {
    Limits {
        header_time: Duration::from_millis(400),
        body_time: Duration::from_millis(400),
        grace: Duration::from_millis(800),
        connections: 4,
        ..Limits::default()
    }
}

#[test]
fn it_answers_and_ends_when_told() {
    let mut served = Served::new(quick());
    let page = served.get();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("balju"), "{page}");
    let body = format!("token={TOKEN}&profile=");
    let answer = served.post(&format!("Content-Length: {}", body.len()), &body);
    assert_eq!(status(&answer), "200", "{answer}");
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    assert_eq!(status(&served.post("Transfer-Encoding: chunked", &chunked)), "200");
    assert!(served.end() < Duration::from_millis(700));
    assert!(TcpStream::connect(served.address).is_err());
}

#[test]
fn a_connection_that_is_left_open_does_not_keep_the_server() {
    let mut served = Served::new(Limits { header_time: Duration::from_mins(1), ..quick() });
    let mut idle = served.connect();
    write!(idle, "GET / HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
    let mut begun = [0; 12];
    idle.read_exact(&mut begun).unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200");
    assert!(served.end() < Duration::from_secs(5));
}

#[test]
fn lengths_that_lie_are_found_out() {
    let served = Served::new(quick());
    let body = format!("token={TOKEN}&profile=");
    // More is announced than comes, than is allowed, than a number holds; less than comes; two lengths at once.
    assert_eq!(status(&served.post("Content-Length: 1000", &body)), "408");
    assert_eq!(status(&served.post("Content-Length: 16777217", &body)), "413");
    assert_eq!(status(&served.post("Content-Length: 99999999999999999999", &body)), "400");
    assert_eq!(status(&served.post("Content-Length: -1", &body)), "400");
    let short = served.post("Content-Length: 5", &body);
    assert_eq!(status(&short), "403", "{short}");
    assert_eq!(short.matches("HTTP/1.1").count(), 1, "what follows is no request: {short}");
    let twice = served.post(&format!("Content-Length: {0}\r\nContent-Length: 5", body.len()), &body);
    assert_eq!(status(&twice), "400", "{twice}");
    let both = served.post(&format!("Content-Length: {}\r\nTransfer-Encoding: chunked", body.len()), "0\r\n\r\n");
    assert!(["400", "403"].contains(&status(&both)), "{both}");
    assert_eq!(status(&served.post("Transfer-Encoding: chunked", "zz\r\n\r\n")), "400");
}

#[test]
fn headers_have_so_much_room_and_time() {
    let served = Served::new(quick());
    let host = served.address;
    let begun = Instant::now();
    // One byte after another, and nothing at all.
    for start in ["GET / HTTP/1.1\r\nHost: 127", ""] {
        let mut slow = served.connect();
        slow.write_all(start.as_bytes()).unwrap();
        assert!(!rest(&mut slow).starts_with("HTTP/1.1 200"));
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    // The 64 of the default, with those for the host and the end of the connection.
    for (count, expected) in [(62, "200"), (63, "431")] {
        let many = (0..count).map(|at| format!("x-{at}: 1\r\n")).collect::<String>();
        let asked = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{many}\r\n");
        assert_eq!(status(&served.raw(asked.as_bytes())), expected, "{count}");
    }
    let long = "x".repeat(20_000);
    assert_eq!(status(&served.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\nx: {long}\r\n\r\n").as_bytes())), "431");
    let path = served.raw(format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
    assert!(["414", "431"].contains(&status(&path)), "{path}");
    for broken in [
        "GET / HTTP/1.1\r\n\r\n",
        "GET\r\n\r\n",
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    ] {
        let answer = served.raw(broken.as_bytes());
        assert!(["400", "505", ""].contains(&status(&answer)), "{broken:?}: {answer}");
    }
    assert_eq!(status(&served.get()), "200");
}

#[test]
fn clients_that_hold_every_seat_are_sent_away() {
    let served = Served::new(quick());
    let idle: Vec<TcpStream> = (0..4).map(|_| served.connect()).collect();
    std::thread::sleep(Duration::from_millis(50));
    let begun = Instant::now();
    assert_eq!(status(&served.get()), "200", "the next one waits for a seat, and gets it");
    assert!(begun.elapsed() > Duration::from_millis(150), "{:?}", begun.elapsed());
    drop(idle);
}

#[test]
fn a_connection_does_not_live_for_ever() {
    let served = Served::new(Limits { life: Duration::from_millis(300), ..quick() });
    let ask = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", served.address);
    let begun = Instant::now();
    let soon = |what: &str| assert!(begun.elapsed() < Duration::from_secs(10), "{what} after {:?}", begun.elapsed());
    // It asks again and again, and reads each answer.
    let mut busy = served.connect();
    let mut answers = 0;
    while busy.write_all(ask.as_bytes()).is_ok() && read_answer(&mut busy).is_some() {
        answers += 1;
        soon("still answered");
    }
    assert!(answers > 0);
    // It asks again and again without reading an answer.
    let mut deaf = served.connect();
    deaf.set_write_timeout(Some(Duration::from_secs(15))).unwrap();
    while deaf.write_all(ask.as_bytes()).is_ok() {
        soon("still taken");
    }
    soon("ended");
}

/// The length of an answer's body, once all of it is read; none when the connection ends before.
fn read_answer(stream: &mut TcpStream) -> Option<usize> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    stream.read_exact(&mut vec![0; length]).ok()?;
    Some(length)
}
