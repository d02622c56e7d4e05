#pragma once

#include <QByteArray>
#include <QString>

namespace duodoctor
{

/// A mistake in the playbook's files.
struct PlaybookProblem {
    QString file; ///< relative to the playbook's folder
    int line = 0; ///< 1-based, 0 where no line is meant
    QString problem;
    bool isWarning = false; ///< what is only hard to read: an overlay may keep it, ours may not
};

/// The text of one file, or why it cannot be read.
struct PlaybookFile {
    QString text; ///< lines end with a line feed
    QString problem;
};

/// Files of the playbook are small; what is larger is no file of ours.
inline constexpr qint64 kMaxPlaybookFileBytes = 256 * 1024;

/// Reads a file of at most kMaxPlaybookFileBytes that holds UTF-8 text.
PlaybookFile readPlaybookFile(const QString &path);

} // namespace duodoctor
