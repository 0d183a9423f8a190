using System.Collections.Concurrent;
using System.Threading.Channels;
using NewsBot.Activities;
using NewsBot.Conversations;

namespace NewsBot.DirectLine;

/// <summary>Writes down what is said in conversations, and tells those who listen.</summary>
public sealed class DirectLineConversations(ConversationStore store, TimeProvider time)
{
    // A reader who is so far behind is cut off, and comes back for what it missed.
    private const int MaxBehind = 256;

    // Somebody has it open in a few windows, and nobody in hundreds.
    private const int MaxListeners = 8;

    private readonly ConcurrentDictionary<string, List<Channel<Said>>> listening = new(StringComparer.Ordinal);

    // What is said and who listens change together, or a listener would miss what is said while it comes. Conversations that share a gate only wait.
    private readonly Lock[] gates = Enumerable.Range(0, 64).Select(_ => new Lock()).ToArray();

    /// <summary>The bot, as the client knows it.</summary>
    public static ChannelAccount Bot { get; } = new("newsbot", "News bot", Role: "bot");

    /// <summary>Whether an activity was said in a conversation that this program hosts, and not in one of Azure's.</summary>
    public static bool IsHostOf(Activity activity) => activity.ChannelId == DirectLineEndpoints.ChannelId && activity.Recipient?.Id == Bot.Id;

    /// <summary>Ids of the conversations that somebody has open now.</summary>
    public IReadOnlyCollection<string> Open => [.. listening.Keys];

    /// <summary>Null when the conversation does not exist any more.</summary>
    public Activity? Say(string conversationId, Activity activity)
    {
        lock (GateOf(conversationId))
        {
            // Typing is gone when it is seen, and takes no place in the conversation.
            if (activity.Type == ActivityTypes.Typing)
            {
                var shown = Livestream.Identified(activity with { Id = $"{conversationId}|t{Guid.NewGuid():N}", Timestamp = time.GetUtcNow() });
                Tell(conversationId, new Said(null, shown));
                return shown;
            }

            var stored = store.Append(conversationId, sequence => activity with { Id = IdOf(conversationId, sequence), Timestamp = time.GetUtcNow() });
            if (stored is not null)
            {
                Tell(conversationId, new Said(stored.Sequence, stored.Activity));
            }

            return stored?.Activity;
        }
    }

    /// <summary>
    /// Hears all that is said from now on, and gives back what was said after a place. To be disposed of. When too many listen to one
    /// conversation, the first of them is sent away.
    /// </summary>
    public Listener Listen(string conversationId, long after)
    {
        var heard = Channel.CreateBounded<Said>(new BoundedChannelOptions(MaxBehind) { SingleReader = true });
        lock (GateOf(conversationId))
        {
            var listeners = listening.GetOrAdd(conversationId, _ => []);
            listeners.Add(heard);
            if (listeners.Count > MaxListeners)
            {
                listeners[0].Writer.TryComplete();
                listeners.RemoveAt(0);
            }

            return new Listener(heard.Reader, store.ReadAfter(conversationId, after), () => Leave(conversationId, heard));
        }
    }

    private void Tell(string conversationId, Said said)
    {
        foreach (var listener in listening.GetValueOrDefault(conversationId) ?? [])
        {
            if (!listener.Writer.TryWrite(said))
            {
                listener.Writer.TryComplete();
            }
        }
    }

    private void Leave(string conversationId, Channel<Said> heard)
    {
        lock (GateOf(conversationId))
        {
            if (listening.TryGetValue(conversationId, out var listeners) && listeners.Remove(heard) && listeners.Count == 0)
            {
                listening.TryRemove(conversationId, out _);
            }
        }
    }

    private Lock GateOf(string conversationId) => gates[(uint)conversationId.GetHashCode(StringComparison.Ordinal) % gates.Length];

    // Sorted by it, activities are in their order.
    private static string IdOf(string conversationId, long sequence) => $"{conversationId}|{sequence:0000000}";
}

/// <summary>An activity as it is said.</summary>
/// <param name="Sequence">Its place in the conversation; null when it has none.</param>
public sealed record Said(long? Sequence, Activity Activity);

/// <summary>Somebody who listens to a conversation.</summary>
/// <param name="Heard">Ends when the listener is too far behind.</param>
/// <param name="Missed">What was said before.</param>
public sealed record Listener(ChannelReader<Said> Heard, IReadOnlyList<StoredActivity> Missed, Action Leave) : IDisposable
{
    public void Dispose() => Leave();
}
