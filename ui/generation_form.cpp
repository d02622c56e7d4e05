#include "ui/generation_form.h"

#include "ui/certificate_file_list.h"
#include "ui/dialog_port.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPairColumns = 72; ///< average characters from which on two fields stand beside each other

/// Takes the whole width.
bool isWide(GenerationChoice choice)
{
    using enum GenerationChoice;
    return choice == HostNetwork || choice == Fragment || choice == AddedCertificates || choice == BaseBundle;
}

} // namespace

GenerationForm::GenerationForm(DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    using enum GenerationChoice;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    addEngine();
    addField(Platform, tr("P&latform of the image"), u"linux/amd64"_s);
    addField(Folder, tr("F&older for keys and certificates on the target"), u"/etc/gitlab-aigw"_s);
    addKeyFolder();
    addField(Upstream, tr("&Upstream: where the service is"), u"127.0.0.1:5052"_s);
    addField(NginxVersion, tr("nginx &version"), u"1.25.1"_s);
    addField(TlsCertificate, tr("TLS certificate f&ile, with its chain"), u"/etc/nginx/ssl/server.crt"_s);
    addField(TlsKey, tr("TLS &key file"), u"/etc/nginx/ssl/server.key"_s);
    addFiles(dialogs);
    m_hostNetwork = addSwitch(HostNetwork, tr("The container shares the host’s net&work"));
    m_fragment = addSwitch(Fragment, tr("&Just the server blocks, without http"));
}

FormField *GenerationForm::addField(GenerationChoice choice, const QString &label, const QString &example)
{
    auto *field = new FormField({label, nameOf(choice), example}, {}, this);
    m_fields.insert(choice, field);
    m_rooms.insert(choice, field);
    connect(field, &FormField::edited, this, &GenerationForm::edited);
    return field;
}

QCheckBox *GenerationForm::addSwitch(GenerationChoice choice, const QString &label)
{
    auto *box = new QCheckBox(label, this);
    box->setAccessibleName(nameOf(choice));
    m_rooms.insert(choice, box);
    connect(box, &QCheckBox::toggled, this, &GenerationForm::edited);
    return box;
}

void GenerationForm::addEngine()
{
    auto *room = new QWidget(this);
    auto *label = new QLabel(tr("Container &engine"), room);
    m_engine = new QComboBox(room);
    m_engine->setAccessibleName(nameOf(GenerationChoice::Engine));
    m_engine->addItem(tr("As the deployment says"), -1);
    m_engine->addItem(u"Docker"_s, static_cast<int>(ContainerEngine::Docker));
    m_engine->addItem(u"Podman"_s, static_cast<int>(ContainerEngine::Podman));
    label->setBuddy(m_engine);
    label->setWordWrap(true);
    label->setAccessibleName(nameOf(GenerationChoice::Engine) + u':');
    auto *layout = new QVBoxLayout(room);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(label);
    layout->addWidget(m_engine);
    layout->addStretch();
    m_rooms.insert(GenerationChoice::Engine, room);
    connect(m_engine, &QComboBox::currentIndexChanged, this, &GenerationForm::edited);
}

void GenerationForm::addKeyFolder()
{
    FormField *field = addField(GenerationChoice::KeyFolder, tr("Fol&der of the signing keys, where another"),
                                u"/etc/gitlab-aigw/keys"_s);
    m_makeKeys = field->addButton(tr("&Make signing keys…"));
    m_makeKeys->setAccessibleName(tr("Make signing keys…"));
    m_makeKeys->setToolTip(tr("Makes the keys that sign tokens, each in a file that only you can read. What exists is "
                              "kept, and no key is shown."));
    connect(m_makeKeys, &QPushButton::clicked, this, &GenerationForm::keysRequested);
}

void GenerationForm::addFiles(DialogPort &dialogs)
{
    const auto choice = GenerationChoice::BaseBundle;
    FormField *base =
        addField(choice, tr("Public authorities to start fr&om"), tr("the gateway’s bundle, else this system’s"));
    QPushButton *browse = base->addButton(tr("Browse…"));
    //: %1 is the field's name, such as "Base bundle"
    browse->setAccessibleName(tr("Browse for %1").arg(nameOf(choice)));
    connect(browse, &QPushButton::clicked, this, [this, base, &dialogs] {
        const FileQuestion question{nameOf(GenerationChoice::BaseBundle),
                                    base->text().isEmpty() ? QString{} : QFileInfo(base->text()).absolutePath(),
                                    {tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")},
                                    {}};
        dialogs.askFileToOpen(this, question, [field = QPointer<FormField>(base)](const QString &path) {
            if (field) {
                field->setText(path);
                Q_EMIT field->edited();
            }
        });
    });
    m_added =
        new CertificateFileList(tr("A&uthorities to add"), nameOf(GenerationChoice::AddedCertificates), dialogs, this);
    m_rooms.insert(GenerationChoice::AddedCertificates, m_added);
    connect(m_added, &CertificateFileList::edited, this, &GenerationForm::edited);
}

void GenerationForm::setKind(GenerationKind kind)
{
    m_kind = kind;
    const QList<GenerationChoice> shown = choicesOf(kind);
    if (shown != m_shown) {
        m_shown = shown;
        arrange();
    }
}

void GenerationForm::arrange()
{
    place(2);
    if (m_grid->minimumSize().width() > m_room || m_room < fontMetrics().averageCharWidth() * kPairColumns) {
        place(1);
    }
    setVisible(!m_shown.isEmpty());
}

void GenerationForm::place(int columns)
{
    for (auto room = m_rooms.cbegin(); room != m_rooms.cend(); ++room) {
        m_grid->removeWidget(room.value());
        room.value()->setVisible(m_shown.contains(room.key())); // who keeps the focus is never hidden for a moment
    }
    int row = 0;
    int column = 0;
    for (const GenerationChoice choice : std::as_const(m_shown)) {
        const int span = isWide(choice) ? columns : 1;
        if (column + span > columns) {
            ++row;
            column = 0;
        }
        m_grid->addWidget(m_rooms.value(choice), row, column, 1, span);
        column += span;
    }
    for (int i = 0; i < 2; ++i) {
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

void GenerationForm::setRoom(int width)
{
    if (width != m_room) {
        m_room = width;
        arrange();
    }
}

GenerationOptions GenerationForm::options() const
{
    using enum GenerationChoice;
    GenerationOptions options;
    if (const int engine = m_engine->currentData().toInt(); engine >= 0) {
        options.engine = static_cast<ContainerEngine>(engine);
    }
    options.platform = m_fields.value(Platform)->text();
    options.hostNetwork = m_hostNetwork->isChecked();
    options.folder = m_fields.value(Folder)->text();
    options.keyFolder = m_shown.contains(KeyFolder) ? m_fields.value(KeyFolder)->text() : QString{};
    options.upstream = m_fields.value(Upstream)->text();
    options.tlsCertificate = m_fields.value(TlsCertificate)->text();
    options.tlsKey = m_fields.value(TlsKey)->text();
    options.nginxVersion = m_fields.value(NginxVersion)->text();
    options.isFragment = m_fragment->isChecked();
    options.baseBundle = m_fields.value(BaseBundle)->text();
    options.addedCertificates = m_added->paths();
    return optionsFor(m_kind, options);
}

void GenerationForm::showProblem(std::optional<GenerationChoice> choice, const QString &sentence)
{
    for (auto field = m_fields.cbegin(); field != m_fields.cend(); ++field) {
        field.value()->setProblem(field.key() == choice ? sentence : QString{});
    }
}

void GenerationForm::setKeyFolder(const QString &folder)
{
    m_fields.value(GenerationChoice::KeyFolder)->setText(folder);
}

void GenerationForm::addCertificates(const QStringList &paths)
{
    m_added->addPaths(paths);
}

void GenerationForm::setMakingKeys(bool isMaking)
{
    m_makeKeys->setEnabled(!isMaking);
    m_makeKeys->setText(isMaking ? tr("Making keys…") : tr("&Make signing keys…"));
}

} // namespace duodoctor
