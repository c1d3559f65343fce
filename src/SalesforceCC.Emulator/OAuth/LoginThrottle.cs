namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// Counts logins by user and hour. That orgs refuse too many is known from reports; 3,600 an hour is folklore.
/// </summary>
internal sealed class LoginThrottle(TimeProvider clock)
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> _logins = [];
    private readonly Lock _lock = new();

    public int PerHour { get; set; } = 3600;

    public void Count(string userId)
    {
        DateTimeOffset now = clock.GetUtcNow();
        lock (_lock)
        {
            if (!_logins.TryGetValue(userId, out Queue<DateTimeOffset>? times))
                _logins.Add(userId, times = new());
            while (times.TryPeek(out DateTimeOffset oldest) && now - oldest >= TimeSpan.FromHours(1))
                times.Dequeue();
            if (times.Count >= PerHour)
                throw OAuthError.LoginRateExceeded();
            times.Enqueue(now);
        }
    }
}
