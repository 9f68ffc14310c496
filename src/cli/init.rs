//! `balju init`: a profile to begin with.

use std::path::PathBuf;

use balju::diagnostic::Diagnostic;
use include_dir::{Dir, include_dir};

use super::console::{Console, Stop};
use super::files::write_whole;

static EXAMPLES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/examples");

/// 내장 예시로 새 프로필을 시작합니다
#[derive(clap::Args)]
#[command(override_usage = "balju init [예시] [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 예시 이름. 없으면 예시 목록을 보여 줌
    #[arg(value_name = "예시", help_heading = "인자")]
    example: Option<String>,

    /// 프로필 파일. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Option<PathBuf>,
}

/// The built-in examples by name, with their texts.
pub(super) fn examples() -> Vec<(String, String)> {
    let profiles = EXAMPLES.files().filter(|file| file.path().extension().is_some_and(|extension| extension == "json"));
    let mut examples: Vec<(String, String)> = profiles
        .filter_map(|file| {
            Some((file.path().file_stem()?.to_string_lossy().into_owned(), file.contents_utf8()?.to_owned()))
        })
        .collect();
    examples.sort();
    examples
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let examples = examples();
    let Some(wanted) = &args.example else {
        if args.output.is_some() {
            return Err(Diagnostic::error("usage", "`-o`에 쓸 예시의 이름이 없습니다")
                .hint("`balju init`으로 예시를 보고 `balju init records-monolith -o 사업.json`처럼 적으세요")
                .into());
        }
        let mut list = String::from("예시 (balju init <예시> -o profile.json):\n");
        for (name, text) in &examples {
            let profile: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
            let title = profile["project"]["name"].as_str().unwrap_or_default();
            list += &format!("  {name} — {title}\n");
        }
        return Console::print(list.as_bytes());
    };
    let Some((_, text)) = examples.iter().find(|(name, _)| name == wanted) else {
        let names: Vec<&str> = examples.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Diagnostic::error("unknown-example", format!("`{wanted}`: 없는 예시입니다"))
            .hint(format!("쓸 수 있는 예시: {}", names.join(", ")))
            .into());
    };
    match args.output.as_deref().filter(|path| *path != std::path::Path::new("-")) {
        None => Console::print(text.as_bytes()),
        Some(path) if path.exists() => {
            Err(Diagnostic::error("exists", format!("`{}`: 이미 있는 파일입니다", path.display()))
                .hint("다른 이름을 쓰세요. 이미 쓴 프로필을 덮어쓰지 않습니다")
                .into())
        }
        Some(path) => {
            write_whole(path, text.as_bytes())?;
            console
                .remark(&format!("{}: 값을 사업에 맞게 고친 뒤 `balju generate {0}`를 실행하세요\n", path.display()));
            Ok(())
        }
    }
}
