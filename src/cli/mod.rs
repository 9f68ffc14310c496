//! The command line: one file a command. The library never sees clap.

mod catalog;
mod check;
mod completions;
mod console;
mod diagnose;
mod diff;
mod document;
mod explain;
mod files;
mod fonts;
mod generate;
mod import;
mod init;
mod issue;
mod library;
mod output;
mod parts;
mod project;
mod rule;
mod schema;
#[cfg_attr(not(feature = "serve"), path = "unserved.rs")]
mod serve;
mod summary;
mod usage;

use std::process::ExitCode;

use clap::{ArgAction, Parser, Subcommand};
use console::{Console, MessageFormat, Stop};

/// Exit code of a run that found faults in what it was asked to check.
const FINDINGS: u8 = 1;
/// Exit code of a run that could not do what it was asked.
const ERROR: u8 = 2;

const TEMPLATE: &str = "{about}\n\n사용법: {usage}\n\n{all-args}{after-help}\n";

/// 사업 프로필로 제안요청서의 요구사항을 만듭니다.
#[derive(Parser)]
#[command(
    name = "balju",
    version,
    about = "balju(발주): 사업 프로필(JSON)로 클라우드 네이티브 사업 제안요청서의 요구사항을 만듭니다",
    help_template = TEMPLATE,
    override_usage = "balju <명령> [옵션]",
    subcommand_help_heading = "명령",
    next_help_heading = "옵션",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "종료 코드: 0 정상, 1 점검에서 찾은 문제 있음, 2 오류"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// 도움말
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 101)]
    help: Option<bool>,

    /// 판 번호
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 102)]
    version: Option<bool>,

    /// 알림의 형식: text 또는 json(한 줄에 하나)
    #[arg(
        long,
        global = true,
        value_name = "형식",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        display_order = 100
    )]
    message_format: MessageFormat,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Generate(generate::Args),
    Explain(explain::Args),
    Issue(issue::Args),
    Diff(diff::Args),
    Diagnose(diagnose::Args),
    Check(check::Args),
    Import(import::Args),
    Rule(rule::Args),
    Catalog(catalog::Args),
    Parts(parts::Args),
    Schema(schema::Args),
    Serve(serve::Args),
    Completions(completions::Args),
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let (result, console) = match Cli::try_parse() {
        Ok(cli) => {
            let console = Console::new(cli.message_format);
            (run(cli.command, &console), console)
        }
        Err(error) => {
            let console = Console::new(usage::message_format());
            (usage::answer(&error), console)
        }
    };
    match result {
        Ok(()) | Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Findings) => ExitCode::from(FINDINGS),
        Err(Stop::Error(diagnostics, sources)) => {
            console.report(&diagnostics, &sources);
            ExitCode::from(ERROR)
        }
    }
}

fn run(command: Command, console: &Console) -> Result<(), Stop> {
    match command {
        Command::Init(args) => init::run(&args, console),
        Command::Generate(args) => generate::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Issue(args) => issue::run(&args, console),
        Command::Diff(args) => diff::run(&args, console),
        Command::Diagnose(args) => diagnose::run(&args, console),
        Command::Check(args) => check::run(&args, console),
        Command::Import(args) => import::run(&args, console),
        Command::Rule(args) => rule::run(&args, console),
        Command::Catalog(args) => catalog::run(args, console),
        Command::Parts(args) => parts::run(&args, console),
        Command::Schema(args) => schema::run(&args),
        Command::Serve(args) => serve::run(args, console),
        Command::Completions(args) => completions::run(&args),
    }
}
