#include "judge/folder_judge.h"

#include "judge/evidence_role.h"
#include "judge/finding_ids.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

Arguments argumentsOf(const FolderAccess::Entry &entry)
{
    QString detail = entry.error;
    if (detail.isEmpty()) {
        detail = entry.exists ? u"writing is not allowed"_s : u"the folder does not exist"_s;
    }
    return {{Argument::Path, entry.path}, {Argument::Detail, detail}};
}

bool isTmp(const QString &path)
{
    return path == "/tmp"_L1 || path == "/tmp/"_L1;
}

} // namespace

Findings judgeFolderAccess(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kFolders);
    const FolderAccess *access = evidence ? evidence->as<FolderAccess>() : nullptr;
    if (!access) {
        return {};
    }
    Findings findings;
    for (const FolderAccess::Entry &entry : access->folders) {
        const bool isInOrder = entry.exists && entry.isWritable;
        if (isInOrder || entry.path.isEmpty()) {
            continue;
        }
        findings << makeFinding(isTmp(entry.path) ? finding::kGatewayTmpReadOnly : finding::kGatewayHfHomeNotWritable,
                                argumentsOf(entry));
        findings.last().evidence << evidence;
    }
    return findings;
}

} // namespace duodoctor
