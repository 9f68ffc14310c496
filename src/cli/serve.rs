//! `balju serve`: the page, on this machine.

use std::net::Ipv4Addr;
use std::sync::Arc;

use balju::check::Rulebook;
use balju::diagnostic::Diagnostic;
use balju::web::{Desk, Setup, router};
use tokio::net::TcpListener;

use super::console::{Console, Stop};
use super::init::examples;
use super::library::Overlays;

/// 브라우저 화면에서 프로필을 쓰고 문서를 봅니다 (이 컴퓨터에서만 열림)
#[derive(clap::Args)]
#[command(override_usage = "balju serve [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 포트. 0이면 비어 있는 포트
    #[arg(long, value_name = "번호", default_value_t = 8420)]
    port: u16,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let library = args.overlays.load(console)?;
    let rulebook = Rulebook::read(&library.assets).map_err(|faults| Stop::Error(faults, Default::default()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| unable(&error))?;
    let served = runtime.block_on(async {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).await.map_err(|error| {
            Diagnostic::error("port", format!("{}번 포트를 열 수 없습니다: {error}", args.port))
                .hint("다른 프로그램이 쓰고 있으면 --port로 다른 번호를 적으세요. --port 0은 비어 있는 포트를 고릅니다")
        })?;
        let port = socket.local_addr().map_err(|error| unable(&error))?.port();
        let setup = Setup {
            assets: library.assets,
            catalog: library.catalog,
            rulebook,
            examples: examples(),
            fonts: Vec::new(),
            token: token()?,
            port,
        };
        let desk = Arc::new(Desk::new(setup).map_err(|faults| Stop::Error(faults, Default::default()))?);
        console.remark(&format!("http://127.0.0.1:{port}/ 를 브라우저에서 여세요. 끝내려면 Ctrl+C\n"));
        axum::serve(socket, router(desk)).await.map_err(|error| unable(&error))?;
        Ok(())
    });
    served
}

/// 128 bits of the system's randomness.
fn token() -> Result<String, Diagnostic> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Diagnostic::error("random", format!("난수를 얻을 수 없습니다: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn unable(error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("serve", format!("화면을 열 수 없습니다: {error}"))
}
