//! `balju schema`: the profile's JSON Schema.

use std::path::PathBuf;

use balju::diagnostic::Diagnostic;
use balju::profile::json_schema;

use super::console::{Console, Stop};
use super::files::{is_profile, write_whole};

/// 프로필의 JSON Schema를 인쇄합니다 (편집기 자동 완성용)
#[derive(clap::Args)]
#[command(override_usage = "balju schema [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 결과 파일. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<(), Stop> {
    // Only maps with keys that are no strings can fail, and there are none.
    let mut bytes = serde_json::to_vec_pretty(&json_schema()).unwrap_or_default();
    bytes.push(b'\n');
    match args.output.as_deref().filter(|path| *path != std::path::Path::new("-")) {
        Some(path) if is_profile(path) => Err(Diagnostic::error(
            "overwrites-profile",
            format!("`{}`: 프로필 위에 스키마를 쓸 수 없습니다", path.display()),
        )
        .hint("-o에 다른 이름을 쓰세요")
        .into()),
        Some(path) => Ok(write_whole(path, &bytes)?),
        None => Console::print(&bytes),
    }
}
