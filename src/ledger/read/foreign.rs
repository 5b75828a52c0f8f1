//! What is no table at all, told by its first bytes, so that it is named for what it is: people
//! rename a scanned list to .xls, or hand over the archive instead of what is in it.

use std::io::Read as _;

use super::source::Source;

/// Kinds of files that hold no table which could be read, each with its first bytes and the key
/// of its name. The signatures are those of the formats' own specifications.
const BEGINNINGS: [(&[u8], &str); 32] = [
    (b"%PDF-", "foreign-pdf"),
    (b"{\\rtf", "foreign-rtf"),
    (b"\x89PNG\r\n", "foreign-image"),
    (b"\xff\xd8\xff", "foreign-image"),
    (b"GIF87a", "foreign-image"),
    (b"GIF89a", "foreign-image"),
    (b"II*\0", "foreign-image"),
    (b"MM\0*", "foreign-image"),
    (b"ID3\x03", "foreign-media"),
    (b"ID3\x04", "foreign-media"),
    (b"OggS\0", "foreign-media"),
    (b"Rar!\x1a\x07", "foreign-archive"),
    (b"7z\xbc\xaf\x27\x1c", "foreign-archive"),
    (b"\xfd7zXZ\0", "foreign-archive"),
    (b"\x28\xb5\x2f\xfd", "foreign-archive"),
    (b"\x04\x22\x4d\x18", "foreign-archive"),
    (b"MSCF\0\0\0\0", "foreign-archive"),
    (b"\x1f\x9d", "foreign-archive"),
    (b"\x1f\xa0", "foreign-archive"),
    (b"SQLite format 3\0", "foreign-database"),
    (b"\0\x01\0\0Standard ", "foreign-database"),
    (b"PAR1\x15", "foreign-database"),
    (b"MZ\x90\0", "foreign-program"),
    (b"MZP\0", "foreign-program"),
    (b"\x7fELF", "foreign-program"),
    (b"\xca\xfe\xba\xbe", "foreign-program"),
    (b"L\0\0\0\x01\x14\x02\0", "foreign-link"),
    (b"[InternetShortcut]", "foreign-link"),
    (b"\0\x05\x16\x07", "foreign-shadow"),
    // What the office's own protection makes of a file outside the protected network.
    (b"b\x14#e", "foreign-locked"),
    (b"%TSD-Header-###%", "foreign-locked"),
    (b"-----BEGIN PGP", "foreign-locked"),
];

/// The kind of a file that holds no table, by its beginning; a key of the catalogue.
#[must_use]
pub fn kind(beginning: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, mark: &[u8]| {
        beginning
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(mark))
    };
    let known = BEGINNINGS.iter().find(|(mark, _)| at(0, mark));
    known
        .map(|(_, kind)| *kind)
        .or_else(|| (at(0, b"BZh") && at(4, b"1AY&SY")).then_some("foreign-archive"))
        .or_else(|| {
            (at(0, b"RIFF") && (at(8, b"WAVE") || at(8, b"AVI "))).then_some("foreign-media")
        })
        .or_else(|| at(8, b"WEBPVP8").then_some("foreign-image"))
        .or_else(|| at(257, b"ustar").then_some("foreign-archive"))
        .or_else(|| at(4, b"ftyp").then_some("foreign-media"))
        .or_else(|| is_bitmap(beginning).then_some("foreign-image"))
        .or_else(|| is_early_sheet(beginning).then_some("foreign-early-sheet"))
        .or_else(|| is_dbase(beginning).then_some("foreign-dbase"))
}

/// A Windows bitmap: its mark, two reserved words of zero, and a header of a known size.
fn is_bitmap(beginning: &[u8]) -> bool {
    beginning.starts_with(b"BM")
        && beginning.get(6..10) == Some(&[0; 4])
        && matches!(beginning.get(14), Some(12 | 40 | 108 | 124))
}

/// A sheet of Excel 2 to 4, which is no compound file: it begins with a record of its version, of
/// four or six bytes, which ends or goes on with the kind of the stream.
fn is_early_sheet(beginning: &[u8]) -> bool {
    matches!(
        beginning,
        [9, 0 | 2 | 4, 4 | 6, 0, _, _, 0x10 | 0x20 | 0x40, 0, ..]
            | [9, 2 | 4, 6, 0, _, _, 0, 1, ..]
    )
}

/// A table of `dBase` or `FoxPro`: a version, the day of the last change, and a header whose length is
/// stated and which ends with a mark; `FoxPro` adds 263 bytes behind it.
fn is_dbase(beginning: &[u8]) -> bool {
    let [version, _, month, day, _, _, _, _, low, high, ..] = beginning else {
        return false;
    };
    let header = usize::from(u16::from_le_bytes([*low, *high]));
    let has_mark = |behind: usize| {
        let end = header.checked_sub(behind);
        end.and_then(|end| beginning.get(end)) == Some(&0x0d)
    };
    matches!(
        version,
        0x02 | 0x03 | 0x30..=0x32 | 0x43 | 0x83 | 0x8b | 0xf5
    ) && (1..=12).contains(month)
        && (1..=31).contains(day)
        && (has_mark(1) || has_mark(264))
}

/// The kind of a packed file that is neither a workbook nor a folder of tables, by a member that
/// its format demands.
#[must_use]
pub fn packed_kind(source: &Source) -> Option<&'static str> {
    const MEMBERS: [(&str, &str); 8] = [
        ("word/document.xml", "foreign-text-document"),
        ("ppt/presentation.xml", "foreign-slides"),
        ("OFD.xml", "foreign-ofd"),
        ("Index/Document.iwa", "foreign-other-suite"),
        ("AndroidManifest.xml", "foreign-program"),
        ("META-INF/MANIFEST.MF", "foreign-program"),
        ("META-INF/container.xml", "foreign-text-document"),
        ("visio/document.xml", "foreign-slides"),
    ];
    let bytes = source.open().ok()?;
    let mut archive = zip::ZipArchive::new(bytes).ok()?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let known = MEMBERS.iter().find(|(member, _)| has(member));
    if let Some((_, kind)) = known {
        return Some(kind);
    }
    let mut mimetype = String::new();
    let member = archive.by_name("mimetype").ok()?;
    member.take(128).read_to_string(&mut mimetype).ok()?;
    mimetype
        .starts_with("application/vnd.oasis.opendocument")
        .then_some("foreign-text-document")
}

/// The kind of a compound file without a workbook, by a stream that its format demands.
#[must_use]
pub fn compound_kind<F>(file: &cfb::CompoundFile<F>) -> Option<&'static str> {
    const STREAMS: [(&str, &str); 6] = [
        ("/EncryptedPackage", "foreign-locked-book"),
        ("/WordDocument", "foreign-text-document"),
        ("/PowerPoint Document", "foreign-slides"),
        ("/__properties_version1.0", "foreign-letter"),
        ("/VisioDocument", "foreign-slides"),
        ("/\u{5}SummaryInformation", "foreign-other-suite"),
    ];
    let known = STREAMS.iter().find(|(stream, _)| file.is_stream(stream));
    known.map(|(_, kind)| *kind)
}

/// Whether bytes in no known format are no text either. A text holds no other marks of control than
/// those that end lines, stand between cells and end it; NULs fill its blocks.
#[must_use]
pub fn is_binary(beginning: &[u8]) -> bool {
    let is_control = |byte: &&u8| matches!(byte, 0x02..=0x08 | 0x0e..=0x19 | 0x7f);
    let filled = beginning.iter().filter(|byte| **byte != 0).count();
    beginning.iter().filter(is_control).count() * 20 > filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        let mut tape = vec![b'x'; 300];
        tape[257..262].copy_from_slice(b"ustar");
        let mut table = vec![3, 124, 5, 6, 1, 0, 0, 0, 65, 0, 12, 0];
        table.resize(64, 0);
        table.extend(b"\x0d 12");
        for (beginning, expected) in [
            (&b"%PDF-1.7\n"[..], "foreign-pdf"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "foreign-image"),
            (
                b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
                "foreign-image",
            ),
            (b"\0\0\0\x20ftypisom", "foreign-media"),
            (b"Rar!\x1a\x07\x01\0", "foreign-archive"),
            (&tape, "foreign-archive"),
            (b"SQLite format 3\0\x10", "foreign-database"),
            (b"\x09\x04\x06\0\0\0\x10\0\0\0", "foreign-early-sheet"),
            (b"\x09\x00\x04\0\0\0\x10\0", "foreign-early-sheet"),
            (&table, "foreign-dbase"),
            (b"b\x14#e\0\0E-SafeNet\0LOCK", "foreign-locked"),
        ] {
            assert_eq!(kind(beginning), Some(expected), "{beginning:?}");
        }
        for text in [
            "标题,日期\n".as_bytes(),
            b"BM,title\n1,2\n",
            b"ID,title\n",
            b"MZ,x\n",
            b"[1],2\n",
            b"\x09\x09a\tb\n",
            b"",
        ] {
            assert_eq!(kind(text), None, "{text:?}");
            assert!(!is_binary(text));
        }
    }

    #[test]
    fn control_marks_are_no_text() {
        let every: Vec<u8> = (0..=255).collect();
        assert!(is_binary(&every));
        assert!(is_binary(b"\x02\x04\x10\0\x01\0\x0f\0"));
        assert!(!is_binary(b"a\x1fb\x1e1\x1f2\x1e\x1a\0\0\0\0"));
        assert!(!is_binary(b"a\x01b\r\n1\x012\r\n\x0c"));
    }
}
