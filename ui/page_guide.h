#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;

namespace duodoctor
{

class AnswerPane;
class CheckListModel;
class DialogPort;
class GuideAnswers;
class GuideButtons;
class GuideSide;
class HandOverView;
class ReadingView;
class RemedyPane;
class Session;
class SymptomList;
class Walkthrough;
struct HandReading;
struct HandRequest;

/// The guide: a symptom, then one question at a time, with the checks that answer some of them, and the repair at the
/// end. Knows no question: it shows the walkthrough's current node.
class PageGuide : public QWidget
{
    Q_OBJECT
public:
    /// All must outlive the page.
    PageGuide(Session &session, CheckListModel &checks, DialogPort &dialogs, QWidget *parent = nullptr);

    bool canGoBack() const;
    /// To the question before, or from the first one to the list of symptoms.
    void back();
    /// True when the walk has ended and its repair is shown.
    bool isAtEnd() const;
    void focusAnswers();
    /// Takes dropped files as the answer that a person is asked for. @return false when nothing is asked for.
    bool readFiles(const QStringList &paths);

Q_SIGNALS:
    void changed();
    void exportRequested();
    /// The user wants to see the walk in the picture of the tree.
    void treeRequested();
    void noticeRaised(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();
    void showEntries();
    void showNode();
    void showQuestion();
    void showEvidenceWanted();
    void showEscalation();
    void showChecks();
    void showHandRequest(const HandRequest &request);
    void onHandRead(const HandReading &reading);
    void showEnd();
    void connectParts();

    Session &m_session;
    Walkthrough &m_walk;
    QLabel *m_path;
    QPushButton *m_showTree;
    QLabel *m_title;
    ReadingView *m_text;
    SymptomList *m_symptoms;
    GuideAnswers *m_answers;
    QSplitter *m_result;
    HandOverView *m_handOver;
    AnswerPane *m_answer;
    RemedyPane *m_remedy; ///< of the answer pane
    GuideSide *m_side;    ///< of the result
    GuideButtons *m_buttons;
};

} // namespace duodoctor
