using System;
using System.Threading;
using System.Threading.Tasks;

namespace SalesforceCC.Tests
{
    /// <summary>A library that blocks on what it awaits, as many do. It works wherever nothing but the blocked thread could go on with it.</summary>
    public static class Blocking
    {
        public static readonly AsyncLocal<string> Flowing = new AsyncLocal<string>();

        /// <summary>A script has come to where it is wanted.</summary>
        public static readonly ManualResetEventSlim Reached = new ManualResetEventSlim();

        private static int s_calls;

        /// <summary>How often it has ended.</summary>
        public static int Calls { get { return s_calls; } }

        public static string Seen { get { return Flowing.Value; } set { Flowing.Value = value; } }

        public static string Context { get { return SynchronizationContext.Current == null ? "none" : SynchronizationContext.Current.GetType().Name; } }

        public static string Work(string value)
        {
            WorkAsync().GetAwaiter().GetResult();
            Interlocked.Increment(ref s_calls);
            return value;
        }

        private static async Task WorkAsync()
        {
            await Task.Yield();
            await Task.Delay(1);
        }
    }
}
