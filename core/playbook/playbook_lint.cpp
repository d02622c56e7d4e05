#include "playbook/playbook_lint.h"

#include "check/check_definition.h"
#include "judge/finding_vocabulary.h"
#include "playbook/playbook_folder.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

void addFindings(CheckId id, QSet<QString> &findings, QSet<CheckId> &seen)
{
    const CheckDefinition *check = checkDefinition(id);
    if (!check || seen.contains(id)) {
        return;
    }
    seen.insert(id);
    for (const FindingId finding : check->findings) {
        findings.insert(finding.toString());
    }
    for (const CheckId before : check->prerequisites) {
        addFindings(before, findings, seen);
    }
}

} // namespace

PlaybookVocabulary builtInVocabulary()
{
    PlaybookVocabulary vocabulary;
    for (const FindingDefinition &finding : findingVocabulary()) {
        vocabulary.findings.insert(finding.id.toString());
    }
    for (const CheckDefinition &check : checkCatalogue()) {
        QSet<CheckId> seen;
        addFindings(check.id, vocabulary.checks[check.id.toString()], seen);
    }
    return vocabulary;
}

QList<PlaybookProblem> lintPlaybook(const QString &folder, const PlaybookVocabulary &vocabulary)
{
    QList<PlaybookProblem> problems =
        lintArticles(folder, vocabulary) + lintTree(folder, vocabulary) + readQuickCommands(folder).problems;
    std::ranges::stable_sort(problems, [](const PlaybookProblem &a, const PlaybookProblem &b) {
        return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    return problems;
}

} // namespace duodoctor
