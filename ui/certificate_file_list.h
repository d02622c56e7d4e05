#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace duodoctor
{

class DialogPort;

/// Files of certificates, chosen by a dialog or dropped. Names only: nothing is read here.
class CertificateFileList : public QWidget
{
    Q_OBJECT
public:
    /// @param label    with a mnemonic. @param name  accessible name of the list.
    /// @param dialogs  must outlive the widget.
    CertificateFileList(const QString &label, const QString &name, DialogPort &dialogs, QWidget *parent = nullptr);

    QStringList paths() const;
    /// A path that stands there already is not added again.
    void addPaths(const QStringList &paths);

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void removeChosen();
    void refresh();

    DialogPort &m_dialogs;
    QListWidget *m_list;
    QLabel *m_empty;
    QPushButton *m_add;
    QPushButton *m_remove;
};

} // namespace duodoctor
