#pragma once

#include "ui/reading_view.h"
#include "ui/status_sign.h"

#include <QTextCursor>

namespace duodoctor
{

/// Facts to read and to copy: headings, sentences, and values with their names. As high as its text. Plain text alone.
///
///   sheet->begin();
///   sheet->addHeading(…);
///   sheet->addPair(…);
///   sheet->end();
class FactSheet : public ReadingView
{
    Q_OBJECT
public:
    /// @param name  accessible name.
    explicit FactSheet(const QString &name, QWidget *parent = nullptr);

    void begin();
    void addTitle(const QString &title);
    void addHeading(const QString &heading);
    void addParagraph(const QString &sentence);
    /// Leaves pairs without a value out.
    void addPair(const QString &name, const QString &value);
    void addList(const QStringList &sentences);
    /// A sentence behind the sign's word.
    void addSigned(StatusSign sign, const QString &sentence);
    void end();

private:
    void startBlock(int above, int below);
    void addBold(const QString &text, qreal scale);

    QTextCursor m_cursor;
};

} // namespace duodoctor
