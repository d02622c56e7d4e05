#include "recognise/form_report.h"

#include "recognise/form_json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

std::optional<EarlierReport> earlierReport(const QString &text)
{
    const auto document = jsonIn(text);
    if (!document || !document->object()["schema"_L1].toString().startsWith("duo-doctor/report/"_L1)) {
        return std::nullopt;
    }
    const QJsonObject root = document->object();
    EarlierReport report;
    report.command = root["command"_L1].toString().left(40);
    report.generatedAt = root["generated_at"_L1].toString().left(40);
    report.status = root["summary"_L1]["status"_L1].toString().left(40);
    QSet<QString> causes;
    for (const QJsonValue &cause : root["root_causes"_L1].toArray()) {
        causes.insert(cause["finding"_L1].toString());
    }
    constexpr qsizetype kMostFindings = 500;
    for (const QJsonValue &finding : root["findings"_L1].toArray()) {
        if (report.findings.size() >= kMostFindings) {
            break;
        }
        const QString id = finding["id"_L1].toString();
        report.findings.append({id, finding["severity"_L1].toString(), finding["vantage"_L1].toString(),
                                finding["subject"_L1].toString(), finding["message"_L1].toString().left(500),
                                causes.contains(id)});
    }
    return report;
}

} // namespace duodoctor::readers
