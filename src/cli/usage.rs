//! Mistakes on the command line, said in Korean.

use balju::diagnostic::Diagnostic;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::console::{Console, MessageFormat, Stop};

/// Prints help or says the mistake; help is no mistake.
pub(super) fn answer(error: &clap::Error) -> Result<(), Stop> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = error.render().to_string();
        return Console::print(format!("{}\n", text.trim_end()).as_bytes());
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
    Err(Diagnostic::error("usage", message)
        .hint(format!("{hint}`balju --help` 또는 `balju <명령> --help`를 보세요"))
        .into())
}

/// The format asked for on a command line that could not be read.
pub(super) fn message_format() -> MessageFormat {
    let arguments: Vec<_> = std::env::args_os().collect();
    let is_json = arguments.iter().any(|argument| argument == "--message-format=json")
        || arguments.windows(2).any(|pair| pair[0] == "--message-format" && pair[1] == "json");
    if is_json { MessageFormat::Json } else { MessageFormat::Text }
}
