using NewsBot.Answers.Drafts;
using NewsBot.Answers.Speech;
using NewsBot.LanguageModel;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers.Writing;

/// <summary>Chooses what of the stories a model is given: the most likely first, until the budget of tokens is used up.</summary>
internal static class EvidenceSelection
{
    /// <param name="answer">What would be said without a model; all it cites is given.</param>
    /// <returns>Numbered from 1, story by story in the order of the best of each, and within a story in its order.</returns>
    public static IReadOnlyList<NumberedEvidence> Of(Evidence evidence, Answer.Grounded answer, int maxTokens, TokenCounter tokens)
    {
        var candidates = FromAnswer(answer, evidence).Concat(FromLedger(evidence)).Concat(FromRanking(evidence))
            .DistinctBy(one => (one.Article.Id, one.Sentence.Ordinal))
            .Where(one => AnswerVerifier.IsVerbatim(new Citation(0, one.Article, one.Sentence)));
        return WithinBudget(candidates, maxTokens, tokens)
            .GroupBy(one => one.Article.Id)
            .SelectMany(story => story.OrderBy(one => one.Sentence.Ordinal))
            .Select((one, index) => one with { Number = index + 1 })
            .ToList();
    }

    private static List<NumberedEvidence> WithinBudget(IEnumerable<NumberedEvidence> candidates, int maxTokens, TokenCounter tokens)
    {
        var (chosen, stories, used) = (new List<NumberedEvidence>(), new HashSet<ArticleId>(), 0);
        foreach (var candidate in candidates)
        {
            used += tokens.Count(EvidenceText.Line(candidate)) + (stories.Add(candidate.Article.Id) ? tokens.Count(EvidenceText.Heading(candidate.Article)) : 0);
            if (used > maxTokens && chosen.Count > 0)
            {
                break;
            }

            chosen.Add(candidate);
        }

        return chosen;
    }

    private static IEnumerable<NumberedEvidence> FromAnswer(Answer.Grounded answer, Evidence evidence)
    {
        var stories = StoriesOf(evidence);
        return answer.Citations
            .Where(citation => stories.ContainsKey(citation.Article.Id))
            .Select(citation => stories[citation.Article.Id] with { Sentence = citation.Sentence })
            .Select(WithSpeaker);
    }

    /// <summary>What the one says, on the topic first, whose words are asked for.</summary>
    private static IEnumerable<NumberedEvidence> FromLedger(Evidence evidence)
    {
        if (evidence.Question.Speaker is not { } speaker)
        {
            return [];
        }

        var topic = Term.AllIn(evidence.Question.Topic ?? "").Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        return SpokenStatement.AllIn(evidence, topic)
            .Where(spoken => spoken.IsBy(speaker) && (topic.Count == 0 || spoken.Topic > 0))
            .OrderByDescending(spoken => spoken.Topic)
            .SelectMany(spoken => spoken.Sentences.Select(sentence => Of(spoken.Story, sentence)))
            .Select(WithSpeaker);
    }

    private static IEnumerable<NumberedEvidence> FromRanking(Evidence evidence) => evidence.Sentences.Select(scored => WithSpeaker(Of(scored)));

    private static Dictionary<ArticleId, NumberedEvidence> StoriesOf(Evidence evidence)
    {
        var ranked = evidence.Sentences.Concat(evidence.Beyond?.Sentences ?? []).Select(Of);
        var spoken = (evidence.Spoken?.Stories ?? []).Where(story => story.Sentences.Count > 0).Select(story => Of(story, story.Sentences[0]));
        return ranked.Concat(spoken).DistinctBy(story => story.Article.Id).ToDictionary(story => story.Article.Id);
    }

    private static NumberedEvidence Of(ScoredSentence scored) => new(0, scored.Article, scored.Sentence) { Story = scored.Story, Statements = scored.Statements };

    private static NumberedEvidence Of(StoredArticle story, Sentence sentence) =>
        new(0, story.Article, sentence) { Story = story.Sentences, Statements = story.Statements };

    private static NumberedEvidence WithSpeaker(NumberedEvidence one) => one with { Speaker = Claims.OnlySpeakerIn(one.Statements, one.Sentence.Ordinal) };
}
