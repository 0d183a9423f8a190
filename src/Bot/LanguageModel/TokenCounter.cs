using Microsoft.ML.Tokenizers;

namespace NewsBot.LanguageModel;

/// <summary>
/// Counts tokens as OpenAI's models of these years do (o200k_base). Other models count in another way, but not by so much that a budget would
/// have to know.
/// </summary>
internal sealed class TokenCounter
{
    // Its table of 200,000 entries takes a moment to read.
    private readonly Lazy<TiktokenTokenizer> tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public int Count(string text) => tokenizer.Value.CountTokens(text);
}
