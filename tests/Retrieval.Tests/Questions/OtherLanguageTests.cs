using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class OtherLanguageTests
{
    [Theory]
    [InlineData("Was hat Lawrow über Assad gesagt?", "German")]
    [InlineData("Wer ist der neue Präsident von Zypern?", "German")]
    [InlineData("Qu'est-ce que Lavrov a dit sur Assad ?", "French")]
    [InlineData("Qui est le président de Chypre ?", "French")]
    [InlineData("¿Qué dijo Lavrov sobre Assad?", "Spanish")]
    [InlineData("¿Quién es el presidente de Chipre?", "Spanish")]
    [InlineData("¿Quién renunció?", "Spanish")]
    [InlineData("¿Renunció Sarris?", "Spanish")]
    [InlineData("Oye, ¿Lavrov habló?", "Spanish")]
    [InlineData("Cosa ha detto Lavrov su Assad?", "Italian")]
    [InlineData("O que disse Lavrov sobre Assad?", "Portuguese")]
    [InlineData("Wat heeft Lavrov over Assad gezegd?", "Dutch")]
    [InlineData("Что сказал Лавров об Асаде?", "Russian")]
    [InlineData("Що сказав Лавров про її план?", "Ukrainian")]
    [InlineData("Τι είπε ο Λαβρόφ για τον Άσαντ;", "Greek")]
    [InlineData("ماذا قال لافروف عن الأسد؟", "Arabic")]
    [InlineData("拉夫罗夫说了什么?", "Chinese")]
    [InlineData("ラブロフは何と言いましたか?", "Japanese")]
    public void Names_the_language(string question, string language) =>
        Assert.Equal(language, QuestionParser.Parse(question, Some.Asking).OtherLanguage);

    [Theory]
    [InlineData("What did Lavrov say about Assad?")]
    [InlineData("lavrov assad geneva")]
    [InlineData("What did Le Monde say?")]
    [InlineData("¿who is Lavrov?")]
    [InlineData("¿?")]
    [InlineData("Who is Gerhard Schröder?")]
    [InlineData("Die Zeit interview with Kerry")]
    [InlineData("latest on El Nino")]
    [InlineData("Rio de Janeiro Copa del Rey final")]
    [InlineData("Was Sarris in Moscow?")]
    [InlineData("Was war crimes court set up?")]
    [InlineData("Côte d'Ivoire election")]
    [InlineData("Who sang \"Non, je ne regrette rien\"?")]
    [InlineData("What does Пусть mean?")]
    [InlineData("2118")]
    [InlineData("")]
    public void Holds_a_question_for_English_when_in_doubt(string question) =>
        Assert.Null(QuestionParser.Parse(question, Some.Asking).OtherLanguage);
}
