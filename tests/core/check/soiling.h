#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace duodoctor::test
{

/// One text of tests/data/recognise, as cases.tsv has it.
struct CapturedCase {
    QString file;
    QString kind;        ///< on the wire
    QString first;       ///< the finding that is named first; empty: nothing is wrong
    QStringList secrets; ///< must not come out again
    QString text;
};

QList<CapturedCase> capturedCases();

/// How far a way of soiling may keep a text from being recognised.
enum class Loss {
    None,     ///< as clean: same kind, same first finding
    Possible, ///< or not recognised, or recognised with less in it; but nothing else is said
};

/// One way in which people spoil what they paste.
struct Soiling {
    const char *name;
    Loss loss;
    QByteArray (*soil)(const CapturedCase &item);
};

const QList<Soiling> &soilings();

/// A prompt with the command that gives this kind of output, as a shell shows it.
QString promptLine(const QString &kind);

} // namespace duodoctor::test

Q_DECLARE_METATYPE(duodoctor::test::CapturedCase)
