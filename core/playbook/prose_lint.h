#pragma once

#include "playbook/article_parser.h"

#include <QList>

namespace duodoctor
{

/// Limits of an article's prose. Widths are columns of a terminal, a screen is 20 lines of text.
inline constexpr int kProseColumns = 100;
inline constexpr int kMaxLinesBeforeSteps = 30; ///< a screen and a half: title, two sentences and Why
inline constexpr int kMaxLix = 40;              ///< the end of the band of easy prose
inline constexpr int kMaxSentenceWords = 35;
inline constexpr int kMaxPassivePercent = 33;
inline constexpr int kMinWordsForMeasure = 60; ///< a shorter text has no average worth the name

/// What makes an article hard to read on a call: long sentences, long words, too much passive, a step that asks nobody
/// to do anything, more than a screen and a half before the first step. Every problem is a warning with
/// an empty `file`; for our own folder a warning is as good as an error.
QList<PlaybookProblem> lintProse(const Article &article, const ArticleLines &lines);

} // namespace duodoctor
