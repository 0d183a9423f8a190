using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>Finds the sentence that asks among those that lead up to it: <c>Sarris has resigned. Who follows him?</c></summary>
internal static partial class AskingSentence
{
    /// <summary>The last sentence with a question mark, else the last with a question word, else the last.</summary>
    public static TextSpan In(string text)
    {
        if (!EndInside().IsMatch(text))
        {
            return new TextSpan(0, text.Length);
        }

        var sentences = SentenceSplitter.Split(text);
        var asking = sentences.LastOrDefault(sentence => sentence.Text.TrimEnd('"', '”', '’', '\'', ')', ' ').EndsWith('?'))
            ?? sentences.LastOrDefault(sentence => QuestionWord().IsMatch(sentence.Text))
            ?? (sentences is [.., var last] ? last : null);
        return asking is null ? new TextSpan(0, text.Length) : new TextSpan(asking.Start, asking.End);
    }

    [GeneratedRegex(@"[.?!…][""”’')]* \S")]
    private static partial Regex EndInside();

    [GeneratedRegex(@"\b(who(m|se)?|what|which|when|where|why|how)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex QuestionWord();
}
