//! The server under load: 50 pages that ask for a preview after each change, over loopback.
//!
//! `cargo bench --bench load` asks as fast as it is answered (a closed loop); with `-- open` each
//! page asks once in 2.5 seconds, as people type. `-- open-api-gateway 2000` takes another example
//! and another number of requests. It ends by itself, and with an error when a request failed.

#![allow(clippy::disallowed_types, clippy::print_stdout, reason = "it measures time, and says what it measured")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "it shares a file with the tests")]

#[path = "../tests/suite/web/controls.rs"]
mod controls;

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use balju::check::Rulebook;
use balju::web::{Desk, Fonts, Limits, Setup, serve};
use balju::{Assets, Catalog};

type Fields = Vec<(String, String)>;
type Failure = Box<dyn Error + Send + Sync>;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const PAGES: usize = 50;
/// Between two changes of somebody who types.
const PAUSE: Duration = Duration::from_millis(2500);
/// What is not done by then is left.
const LONGEST: Duration = Duration::from_mins(10);

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let is_open = arguments.iter().any(|argument| argument == "open");
    let wanted = arguments.iter().find_map(|argument| argument.parse().ok());
    let requests: usize = wanted.unwrap_or(if is_open { 1_000 } else { 10_000 });
    let name = arguments.iter().find(|argument| *argument != "open" && argument.parse::<usize>().is_err());
    let name = name.map_or("civil-service-portal", String::as_str);
    let profile = std::fs::read_to_string(format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR")))?;

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let socket = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = socket.local_addr()?;
    let desk = Desk::new(setup(address.port())?).map_err(|faults| format!("{faults:?}"))?;
    runtime.spawn(serve(socket, Arc::new(desk), std::future::pending()));

    let page = Page::open(address)?.post("/form", &encoded(&[("profile".to_owned(), profile)]))?;
    let form = controls::of(std::str::from_utf8(&page)?);
    let next = AtomicUsize::new(0);
    let errors = AtomicUsize::new(0);
    let begun = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..PAGES)
            .map(|at| {
                let (form, next, errors) = (&form, &next, &errors);
                scope.spawn(move || {
                    let mut page = Page::open(address).ok();
                    if is_open {
                        std::thread::sleep(PAUSE.mul_f64(f64::from(u32::try_from(at).unwrap_or(0)) / 50.0));
                    }
                    let mut times = Vec::new();
                    loop {
                        let asked = next.fetch_add(1, Ordering::Relaxed);
                        if asked >= requests || begun.elapsed() > LONGEST {
                            return times;
                        }
                        let body = changed(form, asked);
                        let sent = Instant::now();
                        let answer = page.as_mut().and_then(|page| page.post("/preview", &body).ok());
                        match answer {
                            Some(answer) if answer.starts_with(b"{\"profile\"") => times.push(sent.elapsed()),
                            _ => {
                                errors.fetch_add(1, Ordering::Relaxed);
                                page = Page::open(address).ok();
                            }
                        }
                        if is_open {
                            std::thread::sleep(PAUSE.saturating_sub(sent.elapsed()));
                        }
                    }
                })
            })
            .collect();
        running.into_iter().flat_map(|running| running.join().unwrap_or_default()).collect()
    });
    let took = begun.elapsed();
    times.sort_unstable();
    let at = |share: usize| {
        times.get((times.len() * share / 1000).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    let errors = errors.into_inner();
    println!(
        "{name}, {}: {} answers of {PAGES} pages in {:.1} s, {errors} errors; p50 {:.1} ms, p90 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
        if is_open { "open loop" } else { "closed loop" },
        times.len(),
        took.as_secs_f64(),
        ms(at(500)),
        ms(at(900)),
        ms(at(990)),
        ms(at(1000)),
    );
    if errors > 0 || times.len() < requests { Err("requests failed or were left".into()) } else { Ok(()) }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn setup(port: u16) -> Result<Setup, Failure> {
    let assets = Assets::builtin();
    Ok(Setup {
        catalog: Catalog::from_assets(&assets).map_err(|faults| format!("{faults:?}"))?,
        rulebook: Rulebook::read(&assets).map_err(|faults| format!("{faults:?}"))?,
        assets,
        examples: Vec::new(),
        fonts: Fonts(Box::new(|| Ok(Vec::new()))),
        token: TOKEN.to_owned(),
        port,
        limits: Limits::default(),
    })
}

/// The form after one more change: no two requests are the same.
fn changed(form: &[(String, String)], asked: usize) -> String {
    let mut form = form.to_vec();
    if let Some((_, text)) = form.iter_mut().find(|(name, _)| name == "project.name") {
        *text = format!("{text} {asked}");
    }
    encoded(&form)
}

fn encoded(fields: &[(String, String)]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    if fields.iter().all(|(name, _)| name != "token") {
        body.append_pair("token", TOKEN);
    }
    body.extend_pairs(fields).finish()
}

/// A connection that stays open.
struct Page {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Page {
    fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        Ok(Self { address, stream: BufReader::new(stream) })
    }

    fn post(&mut self, path: &str, body: &str) -> Result<Vec<u8>, Failure> {
        let (host, length) = (self.address, body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
        );
        self.stream.get_mut().write_all((head + body).as_bytes())?;
        let mut length = 0;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if !line.contains(" 200 ") {
            return Err(line.into());
        }
        while line != "\r\n" {
            line.clear();
            self.stream.read_line(&mut line)?;
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer)?;
        Ok(answer)
    }
}
