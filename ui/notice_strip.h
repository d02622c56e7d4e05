#pragma once

#include <QFrame>

class QLabel;

namespace duodoctor
{

/// A sentence above the page that is no finding: no keyring runs, a file could not be read. Stays until closed or
/// replaced.
class NoticeStrip : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeStrip(QWidget *parent = nullptr);
    /// Plain text.
    void showNotice(const QString &sentence);
    QString text() const;

private:
    QLabel *m_text;
};

} // namespace duodoctor
