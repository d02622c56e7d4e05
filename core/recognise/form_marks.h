#pragma once

#include <QJsonDocument>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// A text as the detectors look at it.
struct FormText {
    explicit FormText(const QString &whole);

    QString text;      ///< at most 512 KiB
    QString compact;   ///< without line ends, for sentences that were wrapped
    QStringList lines; ///< those that are not blank, at most 20,000
    std::optional<QJsonDocument> json;

    bool has(QLatin1StringView mark) const { return text.contains(mark) || compact.contains(mark); }
    /// How many lines begin so, leading blanks aside.
    int countStarts(QLatin1StringView start) const;
    /// How many of these marks occur.
    int countMarks(std::initializer_list<QLatin1StringView> marks) const;
};

// Each says how surely a text is of its form, 0 to 100.
int marksOfReport(const FormText &form);
int marksOfRake(const FormText &form);
int marksOfTroubleshoot(const FormText &form);
int marksOfCurl(const FormText &form);
int marksOfOpenSsl(const FormText &form);
int marksOfPem(const FormText &form);
int marksOfModelsList(const FormText &form);
int marksOfCompletion(const FormText &form);
int marksOfBody(const FormText &form);
int marksOfStatus(const FormText &form);
int marksOfMetrics(const FormText &form);
int marksOfEnvironment(const FormText &form);
int marksOfCompose(const FormText &form);
int marksOfHelmValues(const FormText &form);
int marksOfNginx(const FormText &form);
int marksOfGitlabRb(const FormText &form);
int marksOfDockerRun(const FormText &form);
int marksOfDockerPs(const FormText &form);
int marksOfDockerInspect(const FormText &form);
int marksOfKubectlPods(const FormText &form);
int marksOfKubectlDescribe(const FormText &form);
int marksOfRails(const FormText &form);
int marksOfGitlabLog(const FormText &form);
int marksOfGatewayLog(const FormText &form);
int marksOfErrorMessage(const FormText &form);

} // namespace duodoctor
