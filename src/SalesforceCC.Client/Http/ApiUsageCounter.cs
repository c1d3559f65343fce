namespace SalesforceCC.Http;

/// <summary>The numbers behind <see cref="SfSession.ApiCalls"/> and <see cref="SfSession.ApiUsage"/>.</summary>
internal sealed class ApiUsageCounter
{
    private long _calls;
    private volatile SfApiUsage? _usage;

    public long Calls => Interlocked.Read(ref _calls);

    public SfApiUsage? Usage
    {
        get => _usage;
        set => _usage = value;
    }

    public void CountCall() => Interlocked.Increment(ref _calls);
}
