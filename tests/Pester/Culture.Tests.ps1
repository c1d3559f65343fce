# What the module says is the same in every culture: digits, decimal points and dates are those of the invariant one. Other
# calendars, digits and signs show where a text was made with the user's culture. Views are for people, and follow it.
BeforeDiscovery {
    $cultures = 'th-TH', 'fa-IR', 'ar-SA', 'tr-TR', 'de-CH', 'sv-SE', 'hi-IN' | ForEach-Object { @{ Culture = $_ } }
}

BeforeAll {
    Import-TestModule
    Import-TestClock
    $org = Start-TestOrg
    $null = Use-TestVault -StandIn
    $vault = Get-TestVaultName
    $session = Connect-TestOrg $org

    # Each says something with numbers, dates, or names whose case is changed.
    $says = [ordered]@{
        'a query with an error' = { Invoke-SfQuery 'SELECT Nmae FROM Account' }
        'a query that is too long' = { Invoke-SfQuery ('SELECT Id FROM Account WHERE Name = ''' + 'x' * 100001 + '''') }
        'a value that is no number' = { $row = Invoke-SfQuery 'SELECT Id, NumberOfEmployees FROM Account LIMIT 1' -Verbose:$false; $row | Add-Member Id2 1.5; Invoke-SfRest sobjects/Account -Method POST -Body @{ NumberOfEmployees = [double]::NaN } }
        'a body that is too deep' = { $deep = @{}; 1..200 | ForEach-Object { $deep = @{ a = $deep } }; Invoke-SfRest sobjects/Account -Method POST -Body $deep }
        'a value that SOQL has no form for' = { Invoke-SfQuery 'SELECT Id FROM Account WHERE CreatedDate > :t' @{ t = [timespan]::FromHours(30.5) } }
        'a key in any case' = { Invoke-SfQuery 'SELECT ID, INDUSTRY FROM ACCOUNT WHERE ISDELETED = false AND ID = :ID' @{ id = 'x' } }
        'a name that does not exist' = { Get-SfSession I_DO_NOT_EXIST }
        'tries that are repeated' = { Set-OrgFault $org @{ path = '*/limits'; status = 503; count = 1; headers = @{ 'Retry-After' = '1' } }; Get-SfLimit DailyApiRequests -Session (New-SkippingSession 100) }
        'a server that is silent' = { Set-OrgFault $org @{ path = '*/limits'; hang = $true; count = -1 }; Get-SfLimit -Session (New-SkippingSession 1.5) }
        'a rotation' = { Update-SfClientSecret (New-Rotation) -VaultName $vault -Session $session }
        'a setup' = { New-SfIntegrationSetup SAP it@acme.example -Username sap@acme.example -OutputDirectory (Join-Path $TestDrive 'sap') -Force }
        'the doctor' = { Test-SfClientCredentials $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret }
        'a token' = { Get-SfToken -Introspect | Select-Object Scope, TokenType, Active, Username }
    }

    function New-SkippingSession([double] $Seconds) {
        Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds($Seconds)))
        try { Connect-TestOrg $org @{ Name = 'skipping'; NoDefault = $true; MaximumRetryCount = 1; TimeoutSec = 1 } }
        finally { Set-TestClock }
    }

    function New-Rotation {
        $app = $org | Add-OrgApp @{}
        Set-TestSecret "culture-$([guid]::NewGuid().ToString('N'))" ([pscredential]::new($app.consumerKey, $app.Secret))
    }

    # All that is said in a culture, with what differs from run to run made alike.
    function Get-Said([string] $Culture, [scriptblock] $Script) {
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]$Culture
        try {
            $said = @(try { & $Script -Verbose *>&1 } catch { $_ })
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
            Clear-OrgFault $org
        }
        foreach ($one in $said) {
            $text = switch ($one) {
                { $_ -is [System.Management.Automation.ErrorRecord] } { "$_ | $($_.ErrorDetails.RecommendedAction)" }
                { $_ -is [System.Management.Automation.InformationalRecord] } { "$_" }
                { $_ -is [datetime] -or $_ -is [datetimeoffset] } { '' }
                default { foreach ($property in $_.PSObject.Properties) { if ($property.Value -is [string]) { "$($property.Name) $($property.Value)" } } }
            }
            foreach ($line in $text) { $line -replace 'culture-\w{32}', 'culture' -replace '\b(3MVG\S+|0\w{14}(\w{3})?)\b', '<id>' }
        }
    }

    # Each number by its shape: 1.5 is #.#, whatever it is.
    function Get-Shape([string[]] $Lines) { $Lines -creplace '[0-9]+', '#' -creplace '#(\.#)? ms', '# ms' }
}

AfterAll {
    Remove-TestVault
    Stop-TestOrg $org
}

Describe 'In the culture <Culture>' -ForEach $cultures {
    It 'the module says what it says in any other' {
        foreach ($what in $says.Keys) {
            $expected = Get-Said '' $says[$what]
            $expected | Should -Not -BeNullOrEmpty -Because "$what says something"
            $said = Get-Said $Culture $says[$what]
            Get-Shape $said | Should -Be (Get-Shape $expected) -Because $what
            "$said" | Should -Not -Match '\b(1[34]|25)\d\d-\d\d-\d\d' -Because "$what has years of no other calendar"
        }
    }
}
