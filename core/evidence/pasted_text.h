#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// A configuration file or command line, redacted; its form is the evidence's kind (compose, docker-run, helm-values,
/// nginx-conf, gitlab-rb).
struct ConfigurationText {
    QString name; ///< file name, empty for a paste
    QString text;
};

/// A sentence that a user quotes: a Duo error code, a message of the health check, of an IDE.
struct QuotedError {
    QString code; ///< A1001, M3006 ...; empty when the sentence has none
    QString text;
};

/// An earlier report of ours: what it found, by wire names.
struct EarlierReport {
    struct Entry {
        QString findingId;
        QString severity;
        QString vantage;
        QString subject;
        QString message;
        bool isRootCause = false;
    };
    QString command;
    QString generatedAt;
    QString status;
    QList<Entry> findings;
};

/// Text that no recogniser knows. Nothing is concluded from it.
struct UnrecognisedText {
    QString text;
    QString reason; ///< what it looks like and lacks, when that can be told
};

/// Whether folders can be written to, asked at the place itself.
struct FolderAccess {
    struct Entry {
        QString path;
        bool exists = false;
        bool isWritable = false;
        QString error; ///< errno's words
    };
    QList<Entry> folders;
};

} // namespace duodoctor
