#pragma once

#include "report/report.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace duodoctor
{

enum class ReportFormat { Text, Json, Html };
std::optional<ReportFormat> reportFormatFromWire(QStringView text);

struct TextStyle {
    bool color = false;   ///< ANSI colours
    bool verbose = false; ///< also passed checks' evidence
    bool quiet = false;   ///< root causes only
    int width = 100;      ///< columns to wrap at, 40 to 200
};

/// `duo-doctor/report/1` (contract of the reports), UTF-8, indented.
QByteArray writeJsonReport(const Report &report);
/// One self-contained file: no script, no outside resource, strict CSP, light and dark, prints well.
QByteArray writeHtmlReport(const Report &report);
QByteArray writeTextReport(const Report &report, const TextStyle &style = {});

} // namespace duodoctor
