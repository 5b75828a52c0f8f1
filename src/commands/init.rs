//! `jianfu init`: a commented configuration and empty templates, CSV and a workbook with drop-down
//! lists, in the language of the run. Nothing that is there is replaced unless that is asked for,
//! and nothing is written where anything would be.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, Note, Workbook, Worksheet, XlsxError,
};

use super::{Context, Faults, Outcome, output_failed};
use crate::cli::InitArgs;
use crate::config;
use crate::cost::Cost;
use crate::finding::SeverityBounds;
use crate::ledger::Ledger;
use crate::ledger::template::{self, Column};
use crate::plan::PlanSettings;
use crate::region::Lists;
use crate::report::sink::Target;
use crate::rules::{CATALOGUE, REBOUNDS, Rule, Tuned};
use crate::survey::SurveySettings;
use crate::text::{Language, Message};

/// Rows below the header to which the drop-down lists of the workbook reach.
const LISTED_ROWS: u32 = 10_000;

/// Writes the files.
pub(super) fn run(args: &InitArgs, context: &Context) -> Result<Outcome, Faults> {
    let folder = &args.folder;
    let failed = |path: &Path, error: &io::Error| output_failed(&path.to_string_lossy(), error);
    std::fs::create_dir_all(folder).map_err(|error| Faults::one(failed(folder, &error)))?;
    let files = files(context).map_err(|error| {
        let error = io::Error::other(error.to_string());
        Faults::one(failed(folder, &error))
    })?;
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if !args.force {
        let there: Vec<Message> = paths
            .iter()
            .filter(|path| path.exists())
            .map(|path| Message::new("init-there").text("file", path.display().to_string()))
            .collect();
        if !there.is_empty() {
            return Err(Faults(there));
        }
    }
    for (path, (_, bytes)) in paths.iter().zip(&files) {
        Target::open(path)
            .and_then(|target| target.write(|out| out.write_all(bytes)))
            .map_err(|error| Faults::one(failed(path, &error)))?;
    }
    context.note(
        &Message::new("init-written")
            .text("folder", folder.display().to_string())
            .count("files", files.len()),
    );
    Ok(Outcome::Clean)
}

fn files(context: &Context) -> Result<Vec<(String, Vec<u8>)>, XlsxError> {
    let language = context.catalogue.language();
    let mut files = vec![(
        config::FILE_NAME.to_owned(),
        configuration(context).into_bytes(),
    )];
    let mut book = Workbook::new();
    for ledger in Ledger::ALL {
        let columns = template::columns(ledger, language);
        let name = template::name(ledger, language);
        let headers: Vec<&str> = columns.iter().map(|column| column.header).collect();
        let text = format!("\u{feff}{}\r\n", headers.join(","));
        files.push((format!("{name}.csv"), text.into_bytes()));
        let sheet = book.add_worksheet().set_name(name)?;
        fill(sheet, &columns, context)?;
    }
    let name = match language {
        Language::En => "templates.xlsx",
        Language::Zh => "台账模板.xlsx",
    };
    // The same bytes whenever it is written.
    let epoch = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1)?;
    let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&epoch);
    book.set_properties(&properties);
    files.push((name.to_owned(), book.save_to_buffer()?));
    Ok(files)
}

/// The header of a sheet, with a note on each column and a list where it is coded.
fn fill(sheet: &mut Worksheet, columns: &[Column], context: &Context) -> Result<(), XlsxError> {
    let plain = Format::new().set_bold().set_text_wrap();
    let required = plain.clone().set_background_color("#FFF2CC");
    sheet.set_freeze_panes(1, 0)?;
    for (position, column) in (0..).zip(columns) {
        let format = if column.required { &required } else { &plain };
        sheet.write_string_with_format(0, position, column.header, format)?;
        // A Chinese character is twice as wide as a Latin one.
        let width = column
            .header
            .chars()
            .map(|c| if c.is_ascii() { 1.1 } else { 2.2 })
            .sum::<f64>();
        sheet.set_column_width(position, width.max(8.0) + 2.0)?;
        let note = Note::new(context.catalogue.render(&column.note)).add_author_prefix(false);
        sheet.insert_note(0, position, &note)?;
        if !column.choices.is_empty() {
            let list = DataValidation::new()
                .allow_list_strings(&column.choices)?
                .set_error_style(DataValidationErrorStyle::Warning);
            sheet.add_data_validation(1, position, LISTED_ROWS, position, &list)?;
        }
    }
    Ok(())
}

/// The configuration with every key at its default, as comments.
fn configuration(context: &Context) -> String {
    let catalogue = &context.catalogue;
    let mut text = String::new();
    let remark = |text: &mut String, message: &Message| {
        for line in catalogue.render(message).lines() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "# {line}");
        }
    };
    remark(&mut text, &Message::new("init-intro"));
    text.push('\n');
    remark(&mut text, &Message::new("init-profile"));
    text.push_str("[profile]\n# name = \"jilin-2019\"\n");
    let sections = [
        ("cost", toml::Table::try_from(Cost::default())),
        ("severity", toml::Table::try_from(SeverityBounds::default())),
        ("surveys", toml::Table::try_from(SurveySettings::default())),
        ("lists", toml::Table::try_from(Lists::default())),
        ("plan", toml::Table::try_from(PlanSettings::default())),
    ];
    for (name, table) in sections {
        text.push('\n');
        remark(&mut text, &Message::new(format!("init-{name}")));
        section(&mut text, name, &table.unwrap_or_default());
    }
    text.push('\n');
    remark(&mut text, &Message::new("init-matter"));
    text.push_str("[matter.synonyms]\n# \"荷塘月色\" = [\"荷月专班\", \"清塘行动\"]\n");
    text.push('\n');
    remark(&mut text, &Message::new("init-compare"));
    text.push_str("[compare.renamed]\n# \"云岭县扶贫办\" = \"云岭县乡村振兴局\"\n");
    text.push('\n');
    remark(&mut text, &Message::new("init-targets"));
    text.push_str("[targets]\n# meetings = \"-30%\"\n# documents = \"only down\"\n");
    text.push('\n');
    remark(&mut text, &Message::new("init-waivers"));
    text.push_str(
        "# [[waivers]]\n# rule = \"meeting-relay\"\n# unit = \"\"\n# matter = \"\"\n# reason = \"\"\n# by = \"\"\n# until = \"2024-12-31\"\n",
    );
    text.push('\n');
    remark(&mut text, &Message::new("init-ledgers"));
    for ledger in Ledger::ALL {
        let name = ledger.name();
        let _ = writeln!(text, "[ledgers.{name}]\n# files = [\"{name}*.csv\"]");
        let field = ledger.schema().fields.first();
        if let Some((field, header)) =
            field.and_then(|field| Some((field.name, field.headers.first()?)))
        {
            let _ = writeln!(
                text,
                "[ledgers.{name}.columns]\n# \"{header}\" = \"{field}\""
            );
        }
    }
    text.push('\n');
    remark(&mut text, &Message::new("init-rules"));
    for rule in CATALOGUE {
        rule_section(&mut text, rule, catalogue.language());
    }
    for rule in REBOUNDS {
        rule_section(&mut text, rule, catalogue.language());
    }
    text
}

fn rule_section<C: ?Sized + Tuned>(text: &mut String, rule: &Rule<C>, language: Language) {
    let _ = writeln!(text, "\n# {}", rule.texts.summary.of(language));
    section(text, &format!("rules.{}", rule.name), &rule.defaults());
    text.push_str("# enabled = true\n");
}

fn section(text: &mut String, name: &str, table: &toml::Table) {
    let _ = writeln!(text, "[{name}]");
    for (key, value) in table {
        let _ = writeln!(text, "# {key} = {value}");
    }
}
