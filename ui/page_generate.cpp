#include "ui/page_generate.h"

#include "session/session.h"
#include "ui/dialog_port.h"

namespace duodoctor
{

PageGenerate::PageGenerate(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_dialogs(dialogs)
{
}

void PageGenerate::refresh() {}

} // namespace duodoctor
