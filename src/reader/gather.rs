//! The tree into a document: sections, requirements, declared counts, lists.

use std::collections::BTreeSet;

use super::assembly::Assembly;
use super::draft::Draft;
use super::form;
use super::frame;
use super::grid::{Cell, Grid};
use super::labels::{Labels, What};
use super::line::{Line, Role};
use super::lost::{self, Lost};
use super::number::{code, looks_like_number, named, tidy};
use super::rows;
use super::table::{Columns, Shape, View};
use super::text::{Numbers, Written};
use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::document::{Declared, Listed};

/// What the table before was: a table may go on in the next, without its head.
#[derive(Clone)]
enum After {
    Nothing,
    Form,
    Across(Columns),
    List(Columns),
    Summary(Columns),
}

/// What a table is to the requirement that was being read from text.
enum Met {
    Nothing,
    /// It is that requirement's, whose name stands in a line.
    Named(Option<Line>),
    /// It was taken as text.
    Taken,
}

/// What comes together while the tree is gone through.
pub(super) struct Gatherer<'l> {
    labels: &'l Labels,
    pub(super) assembly: Assembly,
    pub(super) drafts: Vec<Draft>,
    numbers: BTreeSet<String>,
    pub(super) declared: Vec<Declared>,
    pub(super) listed: Vec<Listed>,
    /// Rows of lists as requirements, for a document that has nothing else.
    pub(super) from_list: Vec<Draft>,
    pub(super) unread: Vec<Diagnostic>,
    after: After,
    /// The last heading, or paragraph, directly before.
    context: Option<Line>,
    /// Which numbers in text are those of requirements.
    text: Numbers,
    /// The requirement that is being read from text.
    written: Option<Written>,
    /// Numbers in text below which nothing was found.
    unmet: Vec<(String, Line)>,
    /// Numbers down tables that were not understood.
    lost: Vec<Lost>,
}

impl<'l> Gatherer<'l> {
    pub(super) fn new(labels: &'l Labels) -> Self {
        Self {
            labels,
            assembly: Assembly::default(),
            drafts: Vec::new(),
            numbers: BTreeSet::new(),
            declared: Vec::new(),
            listed: Vec::new(),
            from_list: Vec::new(),
            unread: Vec::new(),
            after: After::Nothing,
            context: None,
            text: Numbers::default(),
            written: None,
            unmet: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// Goes through a document.
    pub(super) fn document(&mut self, nodes: Vec<Node>) {
        self.text = Numbers::of(&nodes, self.labels);
        self.nodes(nodes);
        self.close_written();
        let lost = std::mem::take(&mut self.lost);
        self.unread.extend(lost::told(lost, &self.numbers, &self.listed, self.labels));
        for (number, line) in std::mem::take(&mut self.unmet) {
            if !self.numbers.contains(&number) && !self.listed.iter().any(|listed| listed.number == number) {
                let message = format!("`{number}`: 번호가 있으나 요구사항으로 읽지 못한 글입니다");
                self.unread.push(
                    Diagnostic::warning("unread-text", message)
                        .hint("번호와 명칭 아래에 상세설명을 적거나 요구사항 표로 적으세요")
                        .span(line.span),
                );
            }
        }
    }

    pub(super) fn nodes(&mut self, nodes: impl IntoIterator<Item = Node>) {
        for node in nodes {
            match node {
                Node::Line(line) => self.line(line),
                Node::Table(grid) => self.table(*grid),
            }
        }
    }

    fn line(&mut self, mut line: Line) {
        if line.role == Role::Paragraph && is_chapter(&line.text) {
            line.role = Role::Heading(2);
        }
        // The number of a page between two parts of a table does not part them.
        if !is_page_number(&line.text) {
            self.after = After::Nothing;
        }
        let begun = self.text.begin(&line, self.labels).filter(|begun| !self.numbers.contains(&begun.draft.number()));
        if let Some(written) = &mut self.written {
            if is_page_number(&line.text) {
                return self.assembly.line(line);
            }
            if written.takes(&line, self.labels, begun.as_ref()) {
                written.take(line, self.labels);
                return;
            }
            self.close_written();
        }
        if let Some(mut begun) = begun {
            begun.name_from(self.context.take());
            self.written = Some(begun);
            return;
        }
        self.context = Some(line.clone());
        self.assembly.line(line);
    }

    /// Ends the requirement that is being read from text.
    fn close_written(&mut self) {
        let Some(written) = self.written.take() else { return };
        let number = written.draft.number();
        match written.finish() {
            Ok(draft) => {
                self.assembly.absorb(&[draft.number(), draft.text(What::Title)]);
                self.requirement(draft);
            }
            Err(lines) => {
                if let Some(first) = lines.first().filter(|_| !number.is_empty()) {
                    self.unmet.push((number, first.clone()));
                }
                self.put_back(lines);
            }
        }
        self.context = None;
    }

    fn put_back(&mut self, lines: Vec<Line>) {
        for line in lines {
            self.assembly.line(line);
        }
    }

    /// What a table is to the requirement that is being read from text: `own` is the number in the table.
    fn meet(&mut self, grid: &Grid, shape: &Shape, own: Option<&String>) -> Met {
        let Some(mut written) = self.written.take() else { return Met::Nothing };
        let number = written.draft.number();
        match shape {
            Shape::Form | Shape::Body if own.is_none_or(|own| *own == number) => {
                let names = written.raw.first().cloned();
                self.put_back(written.raw);
                Met::Named(names)
            }
            Shape::Other | Shape::Strange if !number.is_empty() => {
                let message = "요구사항 글 안의 표를 한 행씩 줄글로 읽었습니다";
                self.unread.push(Diagnostic::info("nested-table", message).span(grid.span.clone()));
                written.take_table(grid);
                self.written = Some(written);
                Met::Taken
            }
            _ => {
                self.written = Some(written);
                self.close_written();
                Met::Nothing
            }
        }
    }

    fn table(&mut self, mut grid: Grid) {
        if frame::is_frame(&grid, self.labels) {
            let message = "다른 표를 담은 바깥 표는 틀로 보고 안의 내용을 차례로 읽었습니다";
            self.unread.push(Diagnostic::info("nested-table", message).span(grid.span.clone()));
            let caption = std::mem::take(&mut grid.caption);
            let inner = grid.cells.into_iter().flat_map(|cell| cell.nodes);
            self.nodes(caption.into_iter().map(Node::Line).chain(inner));
            return;
        }
        frame::flatten(&mut grid, &mut self.unread);
        let caption = grid.caption.clone();
        let mut context = [caption.as_slice(), self.context.as_slice()].concat();
        let words = context.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let view = View::new(&grid, self.labels);
        let shape = view.shape(&words, self.labels);
        let form = matches!(shape, Shape::Form | Shape::Body).then(|| form::read(&view, self.labels));
        let own = form.as_ref().and_then(|form| form.drafts.first()).filter(|draft| draft.has(What::Number));
        match self.meet(&grid, &shape, own.map(Draft::number).as_ref()) {
            Met::Nothing => {}
            Met::Named(name) => context.extend(name),
            Met::Taken => return,
        }
        let names = |form: &form::Form| form.band.iter().chain(&context).any(|line| named(&line.text).is_some());
        let after = std::mem::replace(&mut self.after, After::Nothing);
        match (shape, after, form) {
            (Shape::Form, after, Some(mut form)) => {
                let lead = std::mem::take(&mut form.lead);
                self.lead(lead, matches!(after, After::Form));
                self.form(form, &grid, &context);
            }
            (Shape::Body, _, Some(form)) if names(&form) => self.form(form, &grid, &context),
            (Shape::Body, After::Form, Some(form)) => self.go_on(form, &grid),
            (Shape::Other, After::Form, _) if is_tail(&grid) => {
                let form = form::read(&view, self.labels);
                self.go_on(form, &grid);
            }
            (Shape::Across(columns), ..) => self.across(&grid, columns),
            (Shape::List(columns), ..) => self.list(&grid, columns),
            (Shape::Trace, ..) => {
                self.captioned(&caption);
                self.assembly.drawn(&grid);
            }
            (Shape::Summary(columns), ..) => self.summary(&grid, columns),
            (Shape::SummaryAcross { categories, counts }, ..) => {
                let counts = rows::counts_across(&grid, categories, counts, self.labels);
                self.counted(&grid, counts);
            }
            (Shape::Other, After::Across(columns), _) if fits(&grid, &columns) => {
                self.across(&grid, Columns { first: 0, ..columns });
            }
            (Shape::Other, After::List(columns), _) if fits(&grid, &columns) => {
                self.list(&grid, Columns { first: 0, ..columns });
            }
            (Shape::Other, After::Summary(columns), _) if grid.width() == columns.of.len() => {
                self.summary(&grid, Columns { first: 0, ..columns });
            }
            (shape, ..) => {
                if matches!(shape, Shape::Strange | Shape::Body) {
                    self.unread.push(
                        Diagnostic::warning(
                            "unread-table",
                            "요구사항 표의 이름이 있으나 요구사항으로 읽을 수 없는 표입니다",
                        )
                        .hint("고유번호, 명칭, 상세설명 행(열)이 모두 있는지 확인하세요")
                        .span(grid.span.clone()),
                    );
                }
                self.captioned(&caption);
                match Lost::of(&grid).filter(|_| matches!(shape, Shape::Other)) {
                    Some(lost) => self.lost.push(lost),
                    None => self.unmet.extend(lone_number(&grid, self.labels)),
                }
                self.assembly.table(&grid);
            }
        }
        self.context = None;
    }

    fn captioned(&mut self, caption: &[Line]) {
        for line in caption {
            self.assembly.line(line.clone());
        }
    }

    fn form(&mut self, form: form::Form, grid: &Grid, context: &[Line]) {
        self.unread.extend(form.unread);
        self.captioned(&grid.caption);
        let mut names: Vec<Line> = form.band.into_iter().collect();
        self.captioned(&names.clone());
        names.extend(context.iter().filter(|line| line.role != Role::Continued).cloned());
        for (at, mut draft) in form.drafts.into_iter().enumerate() {
            if draft.is_empty() {
                continue;
            }
            if let Some(last) = self.drafts.last_mut()
                && last.goes_on(&draft)
                && (at > 0 || self.assembly.follows_requirement())
            {
                last.append(draft);
                continue;
            }
            if at == 0 {
                name(&mut draft, &names, grid);
            }
            if !draft.has(What::Number) {
                let span = draft.start.map_or(grid.span.clone(), |start| start..start);
                let message = "고유번호가 없는 요구사항입니다";
                self.unread.push(Diagnostic::warning("missing-number", message).span(span));
            }
            let text = [draft.number(), draft.text(What::Title)];
            self.assembly.absorb(&text);
            self.requirement(draft);
        }
        self.after = After::Form;
    }

    fn requirement(&mut self, draft: Draft) {
        self.assembly.requirement(Some(self.drafts.len()));
        self.numbers.insert(draft.number());
        self.drafts.push(draft);
    }

    /// Text before the first label of a form, its own label's cell empty.
    fn lead(&mut self, lines: Vec<Line>, goes_on: bool) {
        match (self.drafts.last_mut(), lines.first()) {
            (_, None) => {}
            (Some(last), Some(_)) if goes_on => last.go_on_with(lines),
            (_, Some(first)) => {
                let message = format!("`{}`: 이름이 없는 행의 글입니다", form::shortened(&first.text));
                self.unread.push(Diagnostic::warning("unread-row", message).span(first.span.clone()));
            }
        }
    }

    /// A table that goes on with the form before it.
    fn go_on(&mut self, form: form::Form, grid: &Grid) {
        self.captioned(&grid.caption);
        self.captioned(form.band.as_slice());
        self.unread.extend(form.unread);
        self.lead(form.lead, true);
        let message = "앞 표에서 이어지는 요구사항으로 읽었습니다";
        self.unread.push(Diagnostic::info("continued-table", message).span(grid.span.clone()));
        for draft in form.drafts {
            if let Some(last) = self.drafts.last_mut() {
                last.append(draft);
            }
        }
        self.assembly.requirement(None);
        self.after = After::Form;
    }

    fn across(&mut self, grid: &Grid, columns: Columns) {
        let drafts = rows::requirements(grid, &columns, self.labels, &mut self.unread);
        // A matrix of answers says again what the forms say.
        let is_known = |draft: &Draft| self.numbers.contains(&draft.number());
        let again = columns.has(What::Answer) && drafts.iter().any(is_known);
        self.captioned(&grid.caption);
        if again {
            self.assembly.drawn(grid);
        } else {
            for draft in drafts {
                if !draft.has(What::Number) {
                    let span = draft.start.map_or(grid.span.clone(), |start| start..start);
                    let message = "고유번호가 없는 요구사항입니다";
                    self.unread.push(Diagnostic::warning("missing-number", message).span(span));
                }
                self.requirement(draft);
            }
        }
        self.after = After::Across(columns);
    }

    fn list(&mut self, grid: &Grid, columns: Columns) {
        let entries = rows::entries(grid, &columns, self.labels, &mut self.unread);
        self.captioned(&grid.caption);
        let places = self.assembly.drawn(grid);
        for entry in entries {
            let Some(place) = places.get(entry.cell).copied().flatten() else { continue };
            let mut draft = Draft::default();
            let start = entry.title.span.start;
            draft.add(What::Category, entry.category, start);
            draft.add(What::Number, entry.number_line.into_iter().collect(), start);
            draft.add(What::Title, vec![entry.title.clone()], start);
            self.from_list.push(draft);
            self.listed.push(Listed { number: entry.number, title: entry.title.text, place });
        }
        self.after = After::List(columns);
    }

    fn summary(&mut self, grid: &Grid, columns: Columns) {
        let counts = rows::counts(grid, &columns, self.labels, &mut self.unread);
        self.counted(grid, counts);
        self.after = After::Summary(columns);
    }

    fn counted(&mut self, grid: &Grid, counts: Vec<rows::Count>) {
        self.captioned(&grid.caption);
        let places = self.assembly.drawn(grid);
        for count in counts {
            if let Some(place) = places.get(count.cell).copied().flatten() {
                self.declared.push(Declared { category: count.category, count: count.number, place });
            }
        }
    }
}

/// The first number of a requirement in a table that is none of requirements.
fn lone_number(grid: &Grid, labels: &Labels) -> Option<(String, Line)> {
    // A number further right may be a reference.
    let firsts = grid.cells.iter().filter(|cell| cell.column == 0);
    let lines = firsts.filter_map(|cell| Line::joined(cell.lines(), " "));
    let mut numbers = lines.filter(|line| line.text.len() <= 40 && looks_like_number(&line.text));
    let line = numbers.find(|line| labels.words.codes.contains(code(&tidy(&line.text))))?;
    Some((tidy(&line.text), line))
}

/// A requirement without number or title has them from what stands before it.
fn name(draft: &mut Draft, names: &[Line], grid: &Grid) {
    for line in names {
        if draft.has(What::Number) && draft.has(What::Title) {
            return;
        }
        let Some(found) = named(&line.text) else { continue };
        let title = line.part(found.title);
        if draft.has(What::Number) && draft.number() != found.number {
            continue;
        }
        if !draft.has(What::Number) {
            let number = Line { text: found.number, code: Vec::new(), ..line.clone() };
            draft.add(What::Number, vec![number], grid.span.start);
        }
        if !draft.has(What::Title) && !title.text.is_empty() {
            draft.add(What::Title, vec![title], grid.span.start);
        }
    }
}

/// `Ⅲ. 제안요청 내용`, `제1장 총칙`: word processors hand over headings as paragraphs.
fn is_chapter(text: &str) -> bool {
    let is_short = text.chars().count() <= 40;
    let rest = text.trim_start_matches(|c: char| matches!(c, 'Ⅰ'..='Ⅻ' | 'I' | 'V' | 'X'));
    let is_roman = rest.len() < text.len() && rest.starts_with(". ");
    let chapter = text.strip_prefix('제').map(|rest| rest.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()));
    let is_numbered = text.starts_with('제')
        && chapter.is_some_and(|rest| rest.len() + 3 < text.len() && rest.starts_with(['장', '절', '편']));
    is_short && (is_roman || is_numbered) && !text.ends_with(['다', '함', '.'])
}

/// `- 12 -`, `12`, `12 / 96`.
fn is_page_number(text: &str) -> bool {
    text.len() <= 16 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '/' | '~'))
}

/// Whether a table without labels goes on with the form before it: an empty cell, and text beside it.
fn is_tail(grid: &Grid) -> bool {
    let first = grid.cells.first().is_some_and(Cell::is_empty);
    first && grid.width() <= 3
}

/// Whether a table without a head goes on with the one before it.
fn fits(grid: &Grid, columns: &Columns) -> bool {
    let number = columns.find(What::Number);
    let is_number = |column: usize| {
        (0..grid.rows.len())
            .filter_map(|row| grid.at(row, column))
            .any(|cell| looks_like_number(&grid.cells[cell].text()))
    };
    grid.width() == columns.of.len() && number.is_some_and(is_number)
}
