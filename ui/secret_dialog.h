#pragma once

#include <QByteArray>
#include <QDialog>
#include <QString>

#include <functional>

class QLineEdit;

namespace duodoctor
{

/// Asks for a password that is used once and kept nowhere. Answers exactly once; closed without an answer it answers
/// with nothing.
class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    using Handler = std::function<void(const QByteArray &secret)>;

    SecretDialog(const QString &title, const QString &question, Handler handler, QWidget *parent);
    ~SecretDialog() override;

private:
    void finish(int result);

    QLineEdit *m_edit;
    Handler m_handler;
};

} // namespace duodoctor
