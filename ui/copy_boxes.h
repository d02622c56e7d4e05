#pragma once

#include <QFrame>
#include <QList>
#include <QString>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace duodoctor
{

class ReadingView;

/// A text to be taken elsewhere, and what it is.
struct CopyText {
    QString caption;
    QString text;
    friend bool operator==(const CopyText &, const CopyText &) = default;
};

/// One such text in a frame, with a button that copies it.
class CopyBox : public QFrame
{
    Q_OBJECT
public:
    explicit CopyBox(QWidget *parent = nullptr);
    void setContent(const CopyText &content);
    /// Lets Tab come here from `former`. @return where it leaves.
    QWidget *tabAfter(QWidget *former);

Q_SIGNALS:
    void copied();

private:
    QLabel *m_caption;
    ReadingView *m_text;
    QPushButton *m_copy;
    QString m_content;
};

/// Some of them below each other.
class CopyBoxes : public QWidget
{
    Q_OBJECT
public:
    explicit CopyBoxes(QWidget *parent = nullptr);
    void setContents(const QList<CopyText> &contents);
    /// Lets Tab go from `former` through the boxes and on to `next`, which may be null; boxes that are made later would
    /// be last of all.
    void tabBetween(QWidget *former, QWidget *next);

Q_SIGNALS:
    void copied();

private:
    QVBoxLayout *m_layout;
    QList<CopyBox *> m_boxes; ///< at least as many as are shown
    QList<CopyText> m_contents;
};

} // namespace duodoctor
