#pragma once

#include "ui/dialog_port.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QLineEdit;

namespace duodoctor
{

/// Asks for a password that is used once, and kept only where the user ticks so. Answers exactly once; closed without
/// an answer it answers with nothing.
class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    using Handler = std::function<void(const SecretReply &reply)>;

    SecretDialog(const SecretQuestion &question, Handler handler, QWidget *parent);
    ~SecretDialog() override;

private:
    void finish(int result);

    QLineEdit *m_edit;
    QCheckBox *m_keep;
    Handler m_handler;
};

} // namespace duodoctor
