#pragma once

#include "report/report.h"

namespace duodoctor::test
{

/// A run with a bit of everything: a root cause that blocks others, one that stands alone, a warning, a skipped check,
/// evidence that several checks share, a walked path. Worded by the small playbook in tests/data/report/playbook;
/// titles are fixed here, so that the catalogue may change its words.
Report sampleReport();

/// What sampleReport() is made from.
ReportSource sampleSource();

/// The sample with text in every place that attacks a reader: terminal escapes, direction overrides, markup, characters
/// that XML forbids, a word of 5,000 letters.
Report hostileReport();
/// What hostileReport() puts everywhere.
QString hostileText();

/// A server's chain without its intermediate certificate, as sampleReport() draws it.
ChainPicture incompleteChain();

/// A run where everything passed.
Report healthyReport();

QString testPlaybookFolder();

} // namespace duodoctor::test
