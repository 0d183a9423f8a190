using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>Turns that wait to be run: one at a time and in order within a conversation, side by side across conversations.</summary>
internal sealed class TurnQueue(IOptions<ActivitiesOptions> options)
{
    private readonly Lock gate = new();

    // A conversation has an entry for as long as one of its turns waits or runs.
    private readonly Dictionary<(string? ChannelId, string? ConversationId), Queue<TurnContext>> conversations = [];

    // Conversations whose next turn may run now. It never holds more of them than there are waiting turns, and those are bounded below.
    private readonly Channel<Queue<TurnContext>> ready = Channel.CreateUnbounded<Queue<TurnContext>>();

    private int waiting;

    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Whether a turn would be refused now.</summary>
    public bool IsFull => Waiting >= options.Value.MaxWaitingTurns;

    /// <summary>Whether at least as many conversations wait for a place as can have one.</summary>
    public bool IsCrowded => ready.Reader.Count >= options.Value.MaxConcurrentTurns;

    /// <summary>False if too many turns are waiting already.</summary>
    public bool TryEnqueue(TurnContext turn)
    {
        lock (gate)
        {
            if (waiting >= options.Value.MaxWaitingTurns)
            {
                return false;
            }

            waiting++;
            if (conversations.TryGetValue(Conversation(turn), out var turns))
            {
                turns.Enqueue(turn);
                return true;
            }

            conversations[Conversation(turn)] = turns = new([turn]);
            return ready.Writer.TryWrite(turns);
        }
    }

    /// <summary>Endless. Whoever takes a turn must <see cref="Release"/> it: until then its conversation stands still.</summary>
    public async IAsyncEnumerable<TurnContext> TakeAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var turns = await ready.Reader.ReadAsync(cancellationToken);
            TurnContext turn;
            lock (gate)
            {
                turn = turns.Dequeue();
                waiting--;
            }

            yield return turn;
        }
    }

    public void Release(TurnContext turn)
    {
        lock (gate)
        {
            var turns = conversations[Conversation(turn)];
            if (turns.Count > 0)
            {
                // To the back of the line: a talkative conversation takes turns with the others.
                ready.Writer.TryWrite(turns);
            }
            else
            {
                conversations.Remove(Conversation(turn));
            }
        }
    }

    private static (string? ChannelId, string? ConversationId) Conversation(TurnContext turn) =>
        (turn.Activity.ChannelId, turn.Activity.Conversation?.Id);
}
