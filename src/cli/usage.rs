//! Mistakes on the command line, said in Korean.

use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints help or the mistake; help is no mistake.
pub(super) fn report(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed pipe while printing help is nobody's mistake.
        let _ = std::io::stdout().lock().write_all(error.render().to_string().as_bytes());
        return ExitCode::SUCCESS;
    }
    let what = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = what(ContextKind::InvalidArg);
    let value = what(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("`{}`: 없는 명령입니다", what(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("`{argument}`: 없는 옵션이거나 여기에 쓸 수 없는 값입니다"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}`: 값이 필요합니다"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{argument}` 옵션에 쓸 수 없는 값입니다: `{value}`")
        }
        ErrorKind::MissingRequiredArgument => format!("다음을 함께 적어야 합니다: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "명령을 적어야 합니다".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("`{argument}`: 한 번만 쓰거나 함께 쓸 수 없는 옵션입니다"),
        ErrorKind::InvalidUtf8 => "명령줄에 UTF-8이 아닌 글자가 있습니다".to_owned(),
        _ => "명령줄을 읽을 수 없습니다".to_owned(),
    };
    let nearest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(what)
        .find(|suggestion| !suggestion.is_empty());
    let allowed = what(ContextKind::ValidValue);
    let mut hint = nearest.map_or_else(String::new, |nearest| format!("가장 가까운 이름: `{nearest}`. "));
    if !allowed.is_empty() {
        hint += &format!("쓸 수 있는 값: {allowed}. ");
    }
    let text = format!("오류: {message} [usage]\n  = 도움말: {hint}`balju --help` 또는 `balju <명령> --help`를 보세요\n");
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(super::ERROR)
}
