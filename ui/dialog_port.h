#pragma once

#include "secrets/secret_store.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <memory>

class QWidget;

namespace duodoctor
{

/// What a file dialog asks.
struct FileQuestion {
    QString title;
    QString folder;        ///< where it begins; empty: the user's documents
    QStringList filters;   ///< "Text (*.txt)"; the first is chosen
    QString suggestedName; ///< for saving
};

/// What a client of the user's wants to know.
struct SecretQuestion {
    QString title;
    QString sentence;       ///< who asks for what
    QString words;          ///< of the client that asks, foreign text; empty: none
    bool mayBeKept = false; ///< the user may have it kept in the keyring
};

struct SecretReply {
    SecretText secret; ///< empty: declined
    bool keep = false; ///< the user ticked so
};

/// The dialogs of the window, behind an interface so that tests answer for the user. No call blocks: the handler runs
/// when the user has answered, and not at all when the user cancelled or `parent` went away.
class DialogPort
{
public:
    using PathHandler = std::function<void(const QString &path)>;

    virtual ~DialogPort() = default;
    virtual void askFileToOpen(QWidget *parent, const FileQuestion &question, PathHandler handler) = 0;
    virtual void askFileToSave(QWidget *parent, const FileQuestion &question, PathHandler handler) = 0;
    virtual void askFolder(QWidget *parent, const FileQuestion &question, PathHandler handler) = 0;
    /// Tells the user something that went wrong, or a fact. Plain text.
    virtual void tell(QWidget *parent, const QString &title, const QString &text) = 0;
    /// Asks for a yes; `yes` is the button's text.
    virtual void askYes(QWidget *parent, const QString &title, const QString &text, const QString &yes,
                        std::function<void()> handler) = 0;
    /// Asks for a password. Answers once, with nothing when the user declined.
    virtual void askSecret(QWidget *parent, const SecretQuestion &question,
                           std::function<void(const SecretReply &)> handler) = 0;
    /// Closes such questions of `parent`, as declined: nobody waits for the answer any more.
    virtual void withdrawSecrets(QWidget *parent) = 0;
    /// Opens a file or page in the user's program for it.
    virtual void openUrl(const QUrl &url) = 0;
};

/// The platform's dialogs.
std::unique_ptr<DialogPort> makeNativeDialogs();

} // namespace duodoctor
