using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class TemporaryFolderTests
{
    [Fact]
    public void What_a_process_has_left_behind_that_was_killed_is_swept_up()
    {
        // No process has this number, and what comes before the second hyphen of the last one is none.
        string mark = Guid.NewGuid().ToString("N");
        string left = Make($"salesforce-org-{int.MaxValue}-{mark}"), alive = Make($"salesforce-org-{Environment.ProcessId}-{mark}"), other = Make($"salesforce-org-{mark}-1");
        try
        {
            File.WriteAllText(Path.Combine(left, "org.db"), "large");
            using (TemporaryFolder folder = TemporaryFolder.Create())
            {
                Assert.False(Directory.Exists(left));
                Assert.True(Directory.Exists(alive));
                Assert.True(Directory.Exists(other));
                Assert.True(Directory.Exists(folder.Path));
                File.WriteAllText(Path.Combine(folder.Path, "org.db"), "own");
                left = folder.Path;
            }

            Assert.False(Directory.Exists(left));
        }
        finally
        {
            Directory.Delete(alive);
            Directory.Delete(other);
        }
    }

    private static string Make(string name) => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name)).FullName;
}
