#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// How hard a text is to read, by Björnsson's LIX: words per sentence plus the share of words of more than six letters
/// in per cent. Chosen over Flesch-Kincaid because it counts letters and no syllables, which no simple rule counts
/// right in `nginx` or `Kubernetes`. Published bands: below 30 children's books, 30 to 40 fiction, 40 to 50 newspapers,
/// above 50 technical prose. Source: Björnsson, Läsbarhet, 1968.
struct ReadingEase {
    int words = 0;
    int longWords = 0;       ///< of more than six letters
    int sentences = 0;       ///< that hold a word; a colon ends one as well
    int passive = 0;         ///< sentences with a form of "be" and a participle
    int longestSentence = 0; ///< in words
    QString longest;         ///< that sentence

    /// 0 without a word.
    double lix() const;
    /// Share of passive sentences, 0 to 1.
    double passiveShare() const;
    ReadingEase &operator+=(const ReadingEase &other);
};

/// Measures a text of Markdown. Code spans, code blocks and placeholders are names: each counts as one short word.
/// Linear in the text's length. Thread: any.
ReadingEase readingEaseOf(const QString &markdown);

/// True when a step's first word asks the reader to do something, or leads up to it ("If …, restart it"). Code spans,
/// names with a colon ("Docker:") and conditions may stand before the verb.
bool isImperative(const QString &stepText);

} // namespace duodoctor
