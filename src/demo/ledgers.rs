//! The ledgers of a synthetic region, row by row, and what fills them besides what is planted:
//! ordinary work, whose matters recur as they do in offices, spread over a half-year.

use chrono::{Datelike, Days, NaiveDate};

use super::Dice;
use super::headers::{CHINESE_NAMES, HEADERS, Header};
use super::places::{County, Places};
use super::words::Words;

/// One ledger being written.
pub(super) struct Sheet {
    /// The name of its file.
    pub(super) name: String,
    pub(super) header: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// All of them.
pub(super) struct Ledgers {
    pub(super) words: &'static Words,
    pub(super) sheets: Vec<Sheet>,
}

pub(super) const UNITS: usize = 0;
pub(super) const MEETINGS: usize = 1;
pub(super) const DOCUMENTS: usize = 2;
pub(super) const GROUPS: usize = 3;
pub(super) const APPS: usize = 4;
pub(super) const INSPECTIONS: usize = 5;
pub(super) const FORMS: usize = 6;
pub(super) const SURVEYS: usize = 7;

/// Days of the half-year.
pub(super) const DAYS: usize = 182;
/// Of a hundred rows so many are of each ledger that is filled.
const PARTS: [(usize, usize); 6] = [
    (MEETINGS, 38),
    (DOCUMENTS, 24),
    (GROUPS, 10),
    (APPS, 2),
    (INSPECTIONS, 22),
    (SURVEYS, 4),
];
/// Matters from this one on are planted; those before are ordinary work.
pub(super) const PLANTED_FROM: usize = 20;

impl Ledgers {
    pub(super) fn of(words: &'static Words) -> Self {
        let sheet = |(number, (name, english, chinese)): (usize, &Header)| Sheet {
            name: if words.is_chinese {
                CHINESE_NAMES[number].to_owned()
            } else {
                (*name).to_owned()
            },
            header: if words.is_chinese {
                chinese.to_vec()
            } else {
                english.to_vec()
            },
            rows: Vec::new(),
        };
        Self {
            words,
            sheets: HEADERS.iter().enumerate().map(sheet).collect(),
        }
    }

    /// One word of two.
    pub(super) fn word(&self, english: &'static str, chinese: &'static str) -> String {
        if self.words.is_chinese {
            chinese
        } else {
            english
        }
        .to_owned()
    }

    /// Adds a row that has an id in front; answers the id.
    pub(super) fn add(&mut self, ledger: usize, cells: Vec<String>) -> String {
        let id = format!(
            "{}-{:07}",
            ["U", "M", "D", "G", "A", "I", "F", "S"][ledger],
            self.sheets[ledger].rows.len() + 1
        );
        let mut row = vec![id.clone()];
        row.extend(cells);
        self.sheets[ledger].rows.push(row);
        id
    }

    pub(super) fn rows(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.rows.len()).sum()
    }

    /// The files, as sound UTF-8 CSV.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        self.sheets
            .into_iter()
            .map(|sheet| (format!("{}.csv", sheet.name), sheet.text()))
            .collect()
    }

    pub(super) fn units(&mut self, places: &Places, dice: &mut Dice) {
        let levels = ["city", "county", "township", "village"].map(|level| {
            let chinese = match level {
                "city" => "市级",
                "county" => "县级",
                "township" => "乡镇",
                _ => "村级",
            };
            self.word(level, chinese)
        });
        let mut rows = vec![vec![
            places.city.clone(),
            levels[0].clone(),
            String::new(),
            "300".to_owned(),
        ]];
        for county in &places.counties {
            rows.push(vec![
                county.name.clone(),
                levels[1].clone(),
                places.city.clone(),
                "120".to_owned(),
            ]);
            for department in &county.departments {
                let cadres = dice.between(20, 60).to_string();
                rows.push(vec![
                    department.clone(),
                    levels[1].clone(),
                    county.name.clone(),
                    cadres,
                ]);
            }
            for town in &county.towns {
                let cadres = dice.between(25, 70).to_string();
                rows.push(vec![
                    town.name.clone(),
                    levels[2].clone(),
                    county.name.clone(),
                    cadres,
                ]);
                for village in &town.villages {
                    let cadres = dice.between(4, 9).to_string();
                    rows.push(vec![
                        village.clone(),
                        levels[3].clone(),
                        town.name.clone(),
                        cadres,
                    ]);
                }
            }
        }
        self.sheets[UNITS].rows = rows;
    }

    /// Fills up to so many rows with ordinary work.
    pub(super) fn fill(&mut self, rows: usize, places: &Places, dice: &mut Dice) {
        let left = rows.saturating_sub(self.rows());
        for (ledger, part) in PARTS {
            for number in 0..left * part / 100 {
                let county = &places.counties[dice.below(places.counties.len())];
                match ledger {
                    MEETINGS => self.meeting(county, dice),
                    DOCUMENTS => self.document(county, number, dice),
                    GROUPS => self.group(county, dice),
                    APPS => self.app(county, dice),
                    INSPECTIONS => self.inspection(county, dice),
                    _ => self.answer(county, dice),
                }
            }
        }
    }

    /// An ordinary matter, named after something: alike others as real ones are.
    fn ordinary(&self, dice: &mut Dice) -> String {
        let names = (
            dice.below(self.words.names()),
            dice.below(self.words.names()),
        );
        self.words
            .own_matter(dice.below(self.words.matters()), names)
    }

    fn meeting(&mut self, county: &County, dice: &mut Dice) {
        let title = self.words.meeting(&self.ordinary(dice), dice.below(6));
        let organizer = office(county, dice);
        let (day, hour) = (day(dice), dice.between(8, 16));
        let minutes = 15 * dice.between(2, 6);
        let people = dice.between(6, 40).to_string();
        let mode = if dice.below(3) == 0 {
            self.word("video", "视频")
        } else {
            self.word("in_person", "现场")
        };
        let kind = self.word("special", "专题");
        let cells = vec![
            title,
            day.to_string(),
            format!("{hour:02}:00"),
            organizer,
            minutes.to_string(),
            people,
            String::new(),
            mode,
            kind,
        ];
        self.add(MEETINGS, cells);
    }

    fn document(&mut self, county: &County, number: usize, dice: &mut Dice) {
        let title = self.words.document(&self.ordinary(dice));
        let (issuer, day) = (office(county, dice), day(dice));
        let document = if self.words.is_chinese {
            format!("云发〔2024〕{}号", number + 1)
        } else {
            format!("Yun (2024) No. {}", number + 1)
        };
        let town = &county.towns[dice.below(county.towns.len())].name;
        let cells = vec![
            document,
            title,
            day.to_string(),
            issuer,
            self.words.office_of(town),
            (100 * dice.between(4, 30)).to_string(),
            String::new(),
        ];
        self.add(DOCUMENTS, cells);
    }

    fn group(&mut self, county: &County, dice: &mut Dice) {
        let matter = self.ordinary(dice);
        let owner = office(county, dice);
        let name = if self.words.is_chinese {
            format!("{matter}工作群")
        } else {
            format!("{matter} group")
        };
        let active = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap_or_default()
            + Days::new(dice.below(28) as u64);
        let cells = vec![
            name,
            owner,
            self.word("chat", "工作群"),
            matter,
            "2023-03-01".to_owned(),
            dice.between(8, 60).to_string(),
            dice.between(50, 900).to_string(),
            active.to_string(),
        ];
        self.add(GROUPS, cells);
    }

    fn app(&mut self, county: &County, dice: &mut Dice) {
        let owner = county.departments[dice.below(county.departments.len())].clone();
        let matter = self.ordinary(dice);
        let (name, function) = if self.words.is_chinese {
            (format!("{matter}系统"), format!("{matter}申报"))
        } else {
            (format!("{matter} system"), format!("filing for {matter}"))
        };
        let users = dice.between(20, 200);
        let cells = vec![
            name,
            owner,
            self.word("system", "系统"),
            function,
            users.to_string(),
            (users / 2).to_string(),
            "2021-05-01".to_owned(),
            dice.between(2, 6).to_string(),
            String::new(),
        ];
        self.add(APPS, cells);
    }

    fn inspection(&mut self, county: &County, dice: &mut Dice) {
        // The first firms are those that inspections are planted at.
        let from = (county.firms.len() / 4).max(1);
        let firm = county.firms[dice.between(from, county.firms.len() - 1)].clone();
        let inspector = county.departments[dice.below(county.departments.len())].clone();
        let matter = dice.of(self.words.inspected).to_owned();
        let cells = vec![
            firm,
            inspector,
            day(dice).to_string(),
            self.word("inspection", "日常检查"),
            matter,
            dice.between(1, 5).to_string(),
            dice.between(1, 4).to_string(),
            dice.between(1, 4).to_string(),
        ];
        self.add(INSPECTIONS, cells);
    }

    fn answer(&mut self, county: &County, dice: &mut Dice) {
        let town = county.towns[dice.below(county.towns.len())].name.clone();
        let mut cells = vec![day(dice).to_string(), self.word("township", "乡镇"), town];
        for least in [3, 2, 3, 2, 3] {
            cells.push(dice.between(least, 5).to_string());
        }
        self.add(SURVEYS, cells);
    }
}

impl Sheet {
    /// The sheet as CSV.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_record(&self.header);
        for row in &self.rows {
            let _ = writer.write_record(row);
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// A department or township of a county.
pub(super) fn office(county: &County, dice: &mut Dice) -> String {
    if dice.below(3) == 0 {
        county.towns[dice.below(county.towns.len())].name.clone()
    } else {
        county.departments[dice.below(county.departments.len())].clone()
    }
}

/// A workday of the half-year.
pub(super) fn day(dice: &mut Dice) -> NaiveDate {
    workday(dice.below(DAYS))
}

/// So many days after its beginning, or the Monday after it.
pub(super) fn workday(after: usize) -> NaiveDate {
    let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default() + Days::new(after as u64);
    let weekday = day.weekday().num_days_from_monday();
    if weekday < 5 {
        day
    } else {
        day + Days::new(u64::from(7 - weekday))
    }
}
