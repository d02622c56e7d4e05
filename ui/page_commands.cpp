#include "ui/page_commands.h"

#include "session/session.h"
#include "ui/dialog_port.h"

namespace duodoctor
{

PageCommands::PageCommands(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_dialogs(dialogs)
{
}

void PageCommands::refresh() {}

} // namespace duodoctor
