//! `balju serve` in a program built without the page.

use balju::diagnostic::Diagnostic;

use super::console::{Console, Stop};

/// 브라우저 화면에서 프로필을 쓰고 문서를 봅니다 (이 프로그램에는 없음)
#[derive(clap::Args)]
#[command(override_usage = "balju serve [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 쓸 수 없는 옵션
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub(super) fn run(_: Args, _: &Console) -> Result<(), Stop> {
    Err(Diagnostic::error("no-page", "화면 기능 없이 만든 프로그램이라 화면을 열 수 없습니다")
        .hint("화면 기능을 넣어 다시 만드세요: cargo build --release --features serve. 명령줄로는 balju init과 generate를 쓸 수 있습니다")
        .into())
}
