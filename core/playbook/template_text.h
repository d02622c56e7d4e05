#pragma once

#include "playbook/placeholder.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// What a sentence of the playbook is shown as.
enum class TextKind {
    Sentence, ///< plain text
    Markdown
};

/// A mistake in a text of the playbook.
struct TextProblem {
    qsizetype offset = 0; ///< where in the text
    QString problem;
};

/// Prose with placeholders and optional parts, taken apart once and filled as often as wanted.
/// The grammar stands in docs/playbook-format.md. Thread: any.
class TemplateText
{
public:
    /// Never fails: what is not understood stays literal text and is told in `problems`.
    static TemplateText parse(QStringView text, TextKind kind, QList<TextProblem> *problems = nullptr);

    /// Values are escaped for Markdown where they would be taken for it; a missing one becomes its `<name>`.
    QString fill(const PlaceholderValues &values) const;
    /// Names of the placeholders, in their order.
    QStringList placeholders() const;

    struct Piece {
        enum class Kind { Literal, Placeholder, Optional };
        Kind kind = Kind::Literal;
        QString text;        ///< literal text, or the placeholder's name
        bool isCode = false; ///< a placeholder within a code span or block
        QList<Piece> pieces; ///< of an optional part
    };

private:
    TextKind m_kind = TextKind::Sentence;
    QList<Piece> m_pieces;
};

/// `value` so that Markdown shows it as it is, and makes no link of it.
/// @param startsLine  the value will stand at the start of a line, where more characters have a meaning.
QString escapedForMarkdown(const QString &value, bool startsLine = false);

} // namespace duodoctor
