//! `balju serve`: the page, on this machine.

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use balju::Format;
use balju::diagnostic::Diagnostic;
use balju::web::{Desk, Fonts, Limits, Setup, serve};
use tokio::net::TcpListener;

use super::check::rulebook;
use super::console::{Console, Stop};
use super::files::reason;
use super::fonts::FontFolders;
use super::init::examples;
use super::library::Overlays;

/// 브라우저 화면에서 프로필을 쓰고 문서를 봅니다 (이 컴퓨터에서만 열림)
#[derive(clap::Args)]
#[command(
    override_usage = "balju serve [옵션]",
    help_template = super::TEMPLATE,
    next_help_heading = "옵션",
    after_help = "적은 내용은 서버에 남지 않고 브라우저에만 있습니다. 화면에서 프로필(JSON)과 문서를 내려받습니다"
)]
pub(super) struct Args {
    /// 포트 번호. 0이면 비어 있는 포트. 없으면 8420
    #[arg(long, value_name = "번호", default_value_t = 8420, hide_default_value = true)]
    port: u16,

    /// 내장 낱말에 더할 기관 낱말 파일(<규칙>.toml)이 있는 폴더 (여러 번 쓸 수 있음)
    #[arg(long, value_name = "폴더")]
    rules: Vec<PathBuf>,

    /// 기관의 모양 파일이 있는 폴더: style.toml(한글·워드·엑셀·PDF의 글꼴, 색, 여백, 머리말), style.css(HTML)
    #[arg(long, value_name = "폴더")]
    style: Option<PathBuf>,

    #[command(flatten)]
    fonts: FontFolders,

    #[command(flatten)]
    overlays: Overlays,
}

/// As deep as the main thread may go: what a profile nests is nested once more for each step of the work.
const STACK: usize = 8 * 1024 * 1024;

pub(super) fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let mut library = args.overlays.load(console)?;
    if let Some(folder) = &args.style {
        library.restyle(folder, console)?;
    }
    let rulebook = rulebook(&library, &args.rules)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    let runtime = runtime.map_err(|error| unable(&error))?;
    runtime.block_on(async {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port));
        let socket = socket.await.map_err(|error| refused(args.port, &error))?;
        let port = socket.local_addr().map_err(|error| unable(&error))?.port();
        let fonts = args.fonts;
        let setup = Setup {
            assets: library.assets.clone(),
            catalog: library.catalog.clone(),
            rulebook,
            examples: examples(),
            fonts: Fonts(Box::new(move || fonts.read(&[((), Format::Pdf)]))),
            token: token()?,
            port,
            limits: Limits::default(),
        };
        let desk = Desk::new(setup).map_err(|faults| {
            let (faults, sources) = library.located(faults);
            Stop::Error(faults, sources)
        })?;
        console.announce("address", &format!("http://127.0.0.1:{port}/ 를 브라우저에서 여세요. 끝내려면 Ctrl+C"));
        let interrupted = async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await; // the system ends the process then
            }
        };
        serve(socket, Arc::new(desk), interrupted).await;
        Ok::<(), Stop>(())
    })?;
    runtime.shutdown_background();
    Ok(())
}

/// 128 bits of the system's randomness.
fn token() -> Result<String, Diagnostic> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Diagnostic::error("random", format!("난수를 얻을 수 없습니다: {error}")))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

fn refused(port: u16, error: &std::io::Error) -> Diagnostic {
    let (why, hint) = match error.kind() {
        ErrorKind::AddrInUse => (
            "다른 프로그램이 쓰고 있습니다".to_owned(),
            "balju serve를 이미 실행했는지 확인하거나 --port로 다른 번호를 적으세요. --port 0은 비어 있는 포트를 고릅니다",
        ),
        _ => (reason(error), "--port로 1024보다 큰 번호를 적으세요. --port 0은 비어 있는 포트를 고릅니다"),
    };
    Diagnostic::error("port", format!("{port}번 포트를 열 수 없습니다: {why}")).hint(hint)
}

fn unable(error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("serve", format!("화면을 열 수 없습니다: {}", reason(error)))
}
